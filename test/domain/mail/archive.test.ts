import { expect, test } from 'vitest';
import { isArchive } from '../../../lib/domain/mail/archive.ts';

const file = (name: string, type = 'application/octet-stream') => isArchive({ name, type });

test.each(['42.zip', 'A.TAR.GZ', 'photos.7z', 'x.rar ', 'disk.iso', 'backup.tgz'])('%s is an archive', (name) =>
  expect(file(name)).toBe(true),
);
test.each(['application/zip', 'application/x-zip-compressed', 'application/x-7z-compressed', 'application/gzip'])(
  'so is what calls itself %s',
  (type) => expect(file('invoice.pdf', type)).toBe(true),
);
test.each(['zip', 'invoice.pdf', 'my.zip.txt', 'label.docx'])('%s is none', (name) => expect(file(name)).toBe(false));
