import { UserError } from '../../core/errors.ts';
import { readBytes } from '../system/disk.ts';

/** The first bytes of files in Microsoft's older container: .xls, and workbooks with a password. */
const SIGNATURE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
/** The name of the stream with an encrypted workbook, in the container's list of streams. */
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le');
export const HEADER_BYTES = 512;
const SECTOR_SHIFT_AT = 30;
const FIRST_DIRECTORY_SECTOR_AT = 48;
const DIRECTORY_BYTES = 8192;

export function isCompoundFile(first: Uint8Array): boolean {
  return SIGNATURE.every((byte, index) => first[index] === byte);
}

/** The error for a compound file. Its message explains how to save the file so that it can be read. */
export async function compoundFileError(path: string, first: Buffer): Promise<UserError> {
  if (first.length < HEADER_BYTES) return new UserError('workbook_old');
  const sectorBytes = 2 ** Math.min(first.readUInt16LE(SECTOR_SHIFT_AT), 16);
  const directoryAt = (first.readUInt32LE(FIRST_DIRECTORY_SECTOR_AT) + 1) * sectorBytes;
  const directory = await readBytes(path, DIRECTORY_BYTES, directoryAt);
  return new UserError(directory.includes(ENCRYPTED) ? 'workbook_encrypted' : 'workbook_old');
}
