# The program runs without rights and with a read-only file system: everything it keeps lies under /data and /keys.
FROM node:24-bookworm-slim AS build
WORKDIR /app
RUN apt-get update \
  && apt-get install -y --no-install-recommends python3 make g++ ca-certificates \
  && rm -rf /var/lib/apt/lists/*
COPY . .
RUN npm ci && npm prune --omit=dev --ignore-scripts

FROM node:24-bookworm-slim
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    DATABASE_URL=file:/data/mamori.db \
    SEAL_KEY_FILE=/keys/seal.key
WORKDIR /app
COPY --from=build /app/package.json /app/LICENSE ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/manifests ./manifests
COPY --from=build /app/db ./db
COPY --from=build /app/dist ./dist
# With PostgreSQL the copies of the seals are kept here, too.
RUN install -d -o node -g node -m 0700 /data /keys && ln -s /data /app/data
USER node
VOLUME ["/data", "/keys"]
EXPOSE 3978
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3978/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/src/main.js"]
