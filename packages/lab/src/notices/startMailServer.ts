import { simpleParser } from 'mailparser';
import { once } from 'node:events';
import { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { LocalServer } from '../http/serveLocally';
import { Notices } from './Notices';

const MAX_BYTES = 1024 * 1024;

/** Takes mail from who knows the password, and keeps it. */
export async function startMailServer(options: {
  port: number;
  user: string;
  password: string;
  notices: Notices;
  onError: (error: unknown) => void;
}): Promise<LocalServer> {
  const { port, user, password, notices, onError } = options;
  const server = new SMTPServer({
    authMethods: ['PLAIN', 'LOGIN'],
    // Nothing leaves this machine.
    allowInsecureAuth: true,
    hideSTARTTLS: true,
    disableReverseLookup: true,
    size: MAX_BYTES,
    onAuth: ({ username, password: given }, _session, done) =>
      username === user && given === password
        ? done(null, { user })
        : done(new Error('The user or the password is not valid.')),
    onData: (stream, session, done) => {
      simpleParser(stream).then(mail => {
        notices.add({
          by: 'mail',
          from: mail.from?.text ?? '',
          to: session.envelope.rcptTo.map(({ address }) => address).join(', '),
          title: mail.subject ?? '',
          text: (mail.text ?? '').trim(),
        });
        done();
      }, done);
    },
  });
  server.on('error', onError);
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise<void>(resolve => server.close(() => resolve())),
  };
}
