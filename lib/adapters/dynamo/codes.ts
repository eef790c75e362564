import type { Codes } from '../../ports.ts';
import { codeKey, text } from './keys.ts';
import { change, type Table } from './table.ts';

export const dynamoCodes = (table: Table): Codes => ({
  async offer({ publicId, address }, { hash, expiresAt }, at) {
    const offered = await change(table, codeKey(publicId, address), {
      set: {
        hash: { S: hash },
        expiresAt: { S: expiresAt },
        tries: { N: '0' },
        ttl: { N: String(Math.ceil(Date.parse(expiresAt) / 1000)) },
      },
      onlyIf: 'attribute_not_exists(#expiresAt) OR #expiresAt <= :at',
      values: { at: { S: at.toISOString() } },
    });
    return offered !== null;
  },

  async check({ publicId, address }, hash, at, tries) {
    const tried = await change(table, codeKey(publicId, address), {
      add: { tries: { N: '1' } },
      onlyIf: '#tries < :most AND #expiresAt > :at',
      values: { most: { N: String(tries) }, at: { S: at.toISOString() } },
    });
    return tried !== null && text(tried, 'hash') === hash;
  },
});
