/** A bare Bolt app that says what it hears: what any app on Bolt costs. */
import { App, LogLevel } from '@slack/bolt';

const { PORT, SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET, SLACK_API_URL } = process.env;
const app = new App({
  token: String(SLACK_BOT_TOKEN),
  signingSecret: String(SLACK_SIGNING_SECRET),
  logLevel: LogLevel.ERROR,
  clientOptions: { slackApiUrl: String(SLACK_API_URL) },
});
app.message(async ({ message, say }) => {
  await say('text' in message ? (message.text ?? '') : '');
});
await app.start(Number(PORT));
console.log('listening');
