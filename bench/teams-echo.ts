/** A bare botbuilder bot that says what it hears: what any bot on this SDK costs. */
import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import express from 'express';

const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
const app = express();
app.use(express.json());
app.post('/api/messages', (req, res) => {
  void adapter.process(req, res, async (context) => void (await context.sendActivity(context.activity.text)));
});
app.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('listening'));
