import type { Message } from './message.ts';

/**
 * What makes two deliveries the same message: sender, Message-ID and words. Not the Message-ID alone, or whoever
 * guesses one makes the true mail vanish. Null without a Message-ID: then only identical bytes are the same.
 */
export function fingerprintOf(message: Message): string | null {
  if (!message.messageId || !message.from) return null;
  const body = message.text.split(/\s+/).join(' ').trim();
  const files = message.attachments.map(({ name, bytes }) => `${name}:${bytes}`);
  return JSON.stringify([
    message.from.address,
    message.identity.result,
    message.messageId,
    message.subject,
    body,
    files,
  ]);
}
