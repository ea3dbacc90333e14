import { open } from 'node:fs/promises';
import { compoundFileError, isCompoundFile } from './compound-file.ts';

const FIRST_BYTES = 512;
const ZIP = Buffer.from('PK\x03\x04');

/** Whether a file is a zip, as workbooks are. Throws UserError `workbook_old` or `workbook_encrypted` for older ones. */
export async function isWorkbook(path: string): Promise<boolean> {
  await using file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(FIRST_BYTES), 0, FIRST_BYTES, 0);
  const first = buffer.subarray(0, bytesRead);
  if (isCompoundFile(first)) throw await compoundFileError(path, first);
  return first.subarray(0, ZIP.length).equals(ZIP);
}
