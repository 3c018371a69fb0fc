import { Router } from 'express';
import { LabConfig } from '../config/LabConfig';
import { countRequests, RequestCounter } from '../http/requestCounter';
import { serveLocally } from '../http/serveLocally';
import { Person } from '../identity/people';
import { createSlackRouter } from './createSlackRouter';
import { Notices } from './Notices';
import { noticesPage } from './noticesPage';
import { startMailServer } from './startMailServer';

export interface RunningNotices {
  notices: Notices;
  port: number;
  mailPort: number;
  close(): Promise<void>;
}

/** Starts Slack's API and a mail server, and a page that shows both. */
export async function startNotices(options: {
  config: LabConfig['notices'];
  dataDir: string;
  portalUrl: string;
  people: readonly Person[];
  counter: RequestCounter;
  onError: (error: unknown) => void;
}): Promise<RunningNotices> {
  const { config, dataDir, portalUrl, people, counter, onError } = options;
  const notices = await Notices.open({ dataDir, onError });
  const page = Router();
  page.get('/', (_request, response) => {
    response.type('html').send(noticesPage(notices.list(), portalUrl).text);
  });
  const slack = createSlackRouter({
    notices,
    token: config.slackToken,
    people,
  });
  const web = await serveLocally(config.port, [
    countRequests(counter, 'slack'),
    slack,
    page,
  ]);
  const mail = await startMailServer({ ...config.mail, notices, onError });
  return {
    notices,
    port: web.port,
    mailPort: mail.port,
    close: async () => {
      await Promise.all([web.close(), mail.close()]);
      await notices.close();
    },
  };
}
