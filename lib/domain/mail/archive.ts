/** Archives are never opened, so a bomb in one does nothing here; the person who gets it should know what it is. */
import type { Attachment } from './message.ts';

const ENDING = /\.(zip|zipx|7z|rar|tar|t?gz|t?bz2?|t?xz|zst|lzh?|lzma|cab|arj|ace|iso|img|dmg|jar|war|apk)$/i;
const TYPE =
  /^(application\/(x-)?(zip|zip-compressed|7z-compressed|rar|rar-compressed|tar|gzip|bzip2?|xz|zstd|lzh|java-archive|iso9660-image|ms-cab-compressed)|application\/vnd\.(rar|ms-cab-compressed))$/i;

/** By its name or by what it says it is: either may lie. */
export const isArchive = ({ name, type }: Pick<Attachment, 'name' | 'type'>): boolean =>
  ENDING.test(name.trim()) || TYPE.test(type);
