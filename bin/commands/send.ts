import { createTransport } from 'nodemailer';
import { mimeReader } from '../../lib/adapters/mime.ts';
import { mailsIn } from '../sources.ts';

/** Hands mails to the running desk by SMTP, as their senders would. */
export async function sendCommand(
  paths: string[],
  { smtpPort, to }: { smtpPort: number; to: string },
): Promise<number> {
  const transport = createTransport({
    host: '127.0.0.1',
    port: smtpPort,
    ignoreTLS: true,
    pool: true,
    maxConnections: 4,
  });
  const read = mimeReader({ ownAddresses: [] });
  let refused = 0;
  for await (const { source, raw } of mailsIn(paths)) {
    const { from } = await read(raw);
    await transport
      .sendMail({ envelope: { from: from?.address ?? '', to }, raw: Buffer.from(raw) })
      .then(() => console.log(`${source}: accepted`))
      .catch((error: NodeJS.ErrnoException) => {
        refused += 1;
        const cure =
          error.code === 'ESOCKET' || error.code === 'ECONNREFUSED'
            ? ` Is the desk running ("npx evenhand start") on port ${smtpPort}?`
            : '';
        console.error(`${source}: not accepted: ${error.message}.${cure}`);
      });
  }
  transport.close();
  return refused > 0 ? 1 : 0;
}
