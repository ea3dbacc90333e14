import { UserError } from '../../core/errors.ts';

/** The error for a workbook whose content is not as it should be. */
export function damagedWorkbook(cause?: unknown): UserError {
  return new UserError('workbook_damaged', {}, { cause });
}

/** Errors of the zip reader, of inflating and of parsing mean damage; those of the disk and of an abort stay as they are. */
export function workbookFault(error: unknown): unknown {
  if (error instanceof UserError || !(error instanceof Error)) return error;
  return 'syscall' in error || error.name === 'AbortError' ? error : damagedWorkbook(error);
}
