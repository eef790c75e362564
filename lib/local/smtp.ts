import { SMTPServer } from 'smtp-server';
import type { LocalDesk } from './desk.ts';
import { fromDomain, stampAsSes, type Verdict } from './stamp.ts';

/** SES takes 40 MB, headers included. */
const MAX_MAIL_BYTES = 40 * 1024 * 1024;

export interface SmtpOptions {
  port: number;
  addresses: string[];
  verdict: Verdict;
  desk: Pick<LocalDesk, 'deliver'>;
}

/** Mail in, on loopback only. "250" is said when the mail is on the disk: from then on it is ours to answer for. */
export function startSmtp({
  port,
  addresses,
  verdict,
  desk,
}: SmtpOptions): Promise<{ port: number; close: () => Promise<void> }> {
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: MAX_MAIL_BYTES,
    disableReverseLookup: true,
    onRcptTo: ({ address }, _session, done) =>
      isOurs(address, addresses) ? done() : done(refused(`No such address here: ours are ${addresses.join(', ')}`)),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (stream.sizeExceeded) return done(Object.assign(new Error('Over 40 MB'), { responseCode: 552 }));
        const raw = Buffer.concat(chunks);
        const recipient = session.envelope.rcptTo[0]?.address ?? '';
        desk
          .deliver(stampAsSes(raw, { verdict, domain: fromDomain(raw), recipient }), new Date())
          .then(({ started }) => {
            done(null, 'Kept');
            // What could not be started is found by the sweep: the mail itself is safe.
            started.catch((error: Error) => console.error(`A mail waits for the sweep: ${error.name}`));
          })
          .catch(() => done(Object.assign(new Error('The mail could not be kept. Try again.'), { responseCode: 451 })));
      });
    },
  });
  return new Promise((open, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', failed);
      server.on('error', (error) => console.error(`SMTP: ${error.message}`));
      const bound = server.server.address() as { port: number };
      open({ port: bound.port, close: () => new Promise((done) => server.close(done)) });
    });
  });
}

/** One of our addresses, or the same with a `+case` in it. */
function isOurs(address: string, own: string[]): boolean {
  const [local = '', domain = ''] = address.toLowerCase().split('@');
  return own.includes(`${local.split('+')[0]}@${domain}`);
}

const refused = (message: string) => Object.assign(new Error(message), { responseCode: 550 });
