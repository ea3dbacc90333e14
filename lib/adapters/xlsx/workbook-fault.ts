import { UserError } from '../../core/errors.ts';

/** The error for a workbook with invalid content. */
export function damagedWorkbook(cause?: unknown): UserError {
  return new UserError('workbook_damaged', {}, { cause });
}

/**
 * Converts errors of unzipping, inflating and parsing, which mean damage. Errors of the disk, and aborts, stay
 * unchanged.
 */
export function workbookFault(error: unknown): unknown {
  if (error instanceof UserError || !(error instanceof Error)) return error;
  return 'syscall' in error || error.name === 'AbortError' ? error : damagedWorkbook(error);
}
