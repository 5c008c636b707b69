import { createServer } from 'node:http';
import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';

/** What our path is measured against: CloudAdapter as it comes, with authentication on, doing nothing but answer. */
const adapter = new CloudAdapter(
  new ConfigurationBotFrameworkAuthentication({
    MicrosoftAppId: process.env.TEAMS_APP_ID ?? '',
    MicrosoftAppPassword: process.env.TEAMS_APP_PASSWORD ?? '',
    MicrosoftAppTenantId: process.env.TEAMS_TENANT_ID ?? '',
    MicrosoftAppType: 'SingleTenant',
    ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
    ToChannelFromBotOAuthScope: 'https://api.botframework.com',
    ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
    OAuthUrl: 'https://token.botframework.com',
    ToBotFromChannelOpenIdMetadataUrl: process.env.TEAMS_OPENID_METADATA_URL ?? '',
    ToBotFromEmulatorOpenIdMetadataUrl:
      'https://login.microsoftonline.com/botframework.com/v2.0/.well-known/openid-configuration',
    ValidateAuthority: true,
  } as never),
);
const answer = { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: '' };

createServer((incoming, outgoing) => {
  const chunks: Buffer[] = [];
  incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
  incoming.on('end', () => {
    const response = {
      socket: outgoing.socket,
      status: (code: number) => {
        outgoing.statusCode = code;
      },
      header: (name: string, value: unknown) => void outgoing.setHeader(name, String(value)),
      send: (body: unknown) => {
        outgoing.setHeader('content-type', 'application/json');
        outgoing.write(typeof body === 'string' ? body : JSON.stringify(body));
      },
      end: () => void outgoing.end(),
    };
    const request = {
      method: incoming.method,
      headers: incoming.headers,
      body: JSON.parse(Buffer.concat(chunks).toString()),
    };
    adapter
      .process(request as never, response as never, async (context) => {
        await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body: answer } });
      })
      .catch(() => outgoing.writeHead(500).end());
  });
}).listen(Number(process.env.PORT), '127.0.0.1', () => process.stdout.write('ready\n'));
