import { type EncodingSurvey, isSurelyUtf8 } from '../../core/upload/encoding-survey.ts';
import type { Upload } from '../../core/upload/upload.ts';

export interface EncodingFiles {
  hasByteOrderMark(folder: string): Promise<boolean>;
  surveyEncoding(folder: string): Promise<EncodingSurvey>;
}

/**
 * Whether a person has to choose the encoding of a text file, because it is read as UTF-8 although at least half of its
 * lines beyond ASCII are not UTF-8, and no byte order mark states the encoding. Reads the beginning of the file.
 */
export async function isEncodingUnknown(
  { encoding, workbook, folder }: Pick<Upload, 'encoding' | 'workbook' | 'folder'>,
  files: EncodingFiles,
): Promise<boolean> {
  if (encoding !== 'utf-8' || workbook || (await files.hasByteOrderMark(folder))) return false;
  const survey = await files.surveyEncoding(folder);
  return survey.brokenLines > 0 && !isSurelyUtf8(survey);
}
