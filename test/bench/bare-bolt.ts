import { App } from '@slack/bolt';

/** What our path is measured against: Bolt as it comes, doing nothing but acknowledge. */
const app = new App({
  signingSecret: process.env.SLACK_SIGNING_SECRET ?? '',
  authorize: async () => ({ botToken: 'xoxb-bare' }),
});
app.action(/.*/, async ({ ack }) => ack());
await app.start({ port: Number(process.env.PORT), host: '127.0.0.1' });
process.stdout.write('ready\n');
