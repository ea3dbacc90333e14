import { isZip } from '../csv/detect.ts';
import { readBytes } from '../system/disk.ts';
import { compoundFileError, HEADER_BYTES, isCompoundFile } from './compound-file.ts';

/**
 * Whether a file is a zip, as workbooks are. Throws UserError `workbook_old` or `workbook_encrypted` for files in
 * Microsoft's older container.
 */
export async function isWorkbook(path: string): Promise<boolean> {
  const first = await readBytes(path, HEADER_BYTES);
  if (isCompoundFile(first)) throw await compoundFileError(path, first);
  return isZip(first);
}
