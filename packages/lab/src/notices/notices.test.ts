import { WebClient } from '@slack/web-api';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import request from 'supertest';
import { RequestCounter } from '../http/requestCounter';
import { labPeople } from '../identity/people';
import { RunningNotices, startNotices } from './startNotices';

const TOKEN = 'xoxb-a-token-of-the-lab';
const PASSWORD = 'a password of the lab';
const LINK =
  'http://localhost:7007/catalog/default/component/storefront/delivery';

let dataDir: string;
let running: RunningNotices;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'lab-notices-'));
  running = await startNotices({
    config: {
      port: 0,
      slackToken: TOKEN,
      mail: { port: 0, user: 'portal', password: PASSWORD },
    },
    dataDir,
    portalUrl: 'http://localhost:7007',
    people: labPeople,
    counter: new RequestCounter(),
    onError: error => {
      throw error;
    },
  });
});
afterEach(async () => {
  await running.close();
  await rm(dataDir, { recursive: true, force: true });
});

const slack = (token = TOKEN) =>
  new WebClient(token, {
    slackApiUrl: `http://localhost:${running.port}/api/`,
  });

/** As the notification module of the portal sends it. */
const message = (channel: string, title: string) => ({
  channel,
  text: title,
  attachments: [
    {
      color: '#00A699',
      blocks: [
        {
          type: 'section',
          text: { type: 'mrkdwn', text: '826a72c4 is live.' },
          accessory: {
            type: 'button',
            text: { type: 'plain_text', text: 'View More' },
            url: LINK,
            action_id: 'button-action',
          },
        },
      ],
      fallback: title,
    },
  ],
});

it("takes messages from Slack's own client, and edits them in place", async () => {
  const { ts, ok } = await slack().chat.postMessage(
    message('#shop-team', 'storefront prod: 9f31c02 waits for you'),
  );
  expect(ok).toBe(true);
  const [notice] = running.notices.list();
  expect(notice).toMatchObject({
    by: 'Slack',
    to: '#shop-team',
    title: 'storefront prod: 9f31c02 waits for you',
    text: '826a72c4 is live.',
    links: [LINK],
  });
  await slack().chat.update({
    ...message('#shop-team', 'Done: Olga Petrova promoted 9f31c02'),
    ts: ts ?? '',
  });
  expect(running.notices.list()).toMatchObject([
    { title: 'Done: Olga Petrova promoted 9f31c02', edited: true },
  ]);
});

it('knows the people of the lab', async () => {
  const { user } = await slack().users.lookupByEmail({
    email: 'olga.petrova@shop.example',
  });
  await slack().chat.postMessage(message(user?.id ?? '', 'Hello'));
  expect(running.notices.list()[0].to).toBe('Olga Petrova');
});

it('refuses what Slack refuses', async () => {
  await expect(slack('xoxb-wrong').auth.test()).rejects.toThrow('invalid_auth');
  await expect(
    slack().users.lookupByEmail({ email: 'nobody@shop.example' }),
  ).rejects.toThrow('users_not_found');
  await expect(
    slack().chat.update({ channel: '#a', ts: '1.000001', text: 'b' }),
  ).rejects.toThrow('message_not_found');
  await expect(slack().conversations.list()).rejects.toThrow('unknown_method');
});

const send = (pass: string) =>
  createTransport({
    host: '127.0.0.1',
    port: running.mailPort,
    auth: { user: 'portal', pass },
  }).sendMail({
    from: 'Shop portal <portal@shop.example>',
    to: 'olga.petrova@shop.example',
    subject: 'storefront prod: 9f31c02 does not start',
    html: `<p>1 of 2 pods: ImagePullBackOff.<br/><a href="${LINK}">${LINK}</a></p>`,
    text: `1 of 2 pods: ImagePullBackOff.\n\n${LINK}`,
  });

it('takes mail from who knows the password', async () => {
  await send(PASSWORD);
  expect(running.notices.list()).toMatchObject([
    {
      by: 'mail',
      to: 'olga.petrova@shop.example',
      title: 'storefront prod: 9f31c02 does not start',
      links: [LINK],
    },
  ]);
  await expect(send('wrong')).rejects.toThrow('Invalid login');
  expect(running.notices.list()).toHaveLength(1);
});

it('shows both on a page, newest first, as text with links', async () => {
  await slack().chat.postMessage(message('#shop-team', 'First <script>'));
  await send(PASSWORD);
  const { text } = await request(`http://localhost:${running.port}`)
    .get('/')
    .expect(200);
  expect(text).toContain(`href="${LINK}"`);
  expect(text).not.toContain('<script>');
  expect(text.indexOf('does not start')).toBeLessThan(text.indexOf('First'));
});
