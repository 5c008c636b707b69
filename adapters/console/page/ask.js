const unreachable = '接続できませんでした。少し時間をおいて、もう一度押してください';

const send = (/** @type {object} */ body) =>
  fetch('/console/ask', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

const wait = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * One act of a person. The same nonce goes with a second attempt, so that a lost answer does no work twice.
 * @param {string} person
 * @param {object} ask
 * @returns {Promise<{ ok: true, reply: any } | { ok: false, problem: string }>}
 */
export const ask = async (person, ask) => {
  const body = { person, nonce: crypto.randomUUID(), ask };
  const response = await send(body)
    .catch(() => wait(800).then(() => send(body)))
    .catch(() => undefined);
  if (!response) return { ok: false, problem: unreachable };
  const reply = await response.json().catch(() => undefined);
  if (response.ok && reply) return { ok: true, reply };
  return { ok: false, problem: response.status === 503 && reply?.error ? reply.error : unreachable };
};
