import { open } from 'node:fs/promises';
import { UserError } from '../../core/errors.ts';

/** How files in Microsoft's older container begin: .xls, and workbooks with a password. */
const SIGNATURE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
/** The name of the stream that is an encrypted workbook, in the container's list of streams. */
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le');
const SECTOR_SHIFT_AT = 30;
const FIRST_DIRECTORY_SECTOR_AT = 48;
const DIRECTORY_BYTES = 8192;

export function isCompoundFile(first: Uint8Array): boolean {
  return SIGNATURE.every((byte, index) => first[index] === byte);
}

/** The error for such a file, which tells how to save it anew. */
export async function compoundFileError(path: string, first: Buffer): Promise<UserError> {
  if (first.length < 512) return new UserError('workbook_old');
  const sectorBytes = 2 ** Math.min(first.readUInt16LE(SECTOR_SHIFT_AT), 16);
  const directoryAt = (first.readUInt32LE(FIRST_DIRECTORY_SECTOR_AT) + 1) * sectorBytes;
  await using file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(DIRECTORY_BYTES), 0, DIRECTORY_BYTES, directoryAt);
  return new UserError(buffer.subarray(0, bytesRead).includes(ENCRYPTED) ? 'workbook_encrypted' : 'workbook_old');
}
