import { exportInput } from '../core/export/export-input.ts';
import { connectorOfFiles } from './connector-of-files.ts';

const { upload, alreadyAccepted, mapping, ...shape } = exportInput(connectorOfFiles().parameters).shape;

/** What an export is asked for with, as the console's form has it: who sends, to what, and what feeds the fields. */
export const askedExport = { ...shape, mapping: mapping.default({}), already_accepted: alreadyAccepted };
export const askedUpload = { upload };
