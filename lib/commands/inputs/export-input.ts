import { getFileConnector } from '../../connectors/file-connector.ts';
import { exportInput } from '../../core/export/export-input.ts';
import { mappingOrName } from '../../core/export/mapping-input.ts';

const { upload, alreadyAccepted, repeats, mapping: _, ...shape } = exportInput(getFileConnector().parameters).shape;

/** The input of an export apart from its file: authentication, parameters and mapping, as in the console's form. */
export const exportInputShape = {
  ...shape,
  mapping: mappingOrName.default({}),
  already_accepted: alreadyAccepted,
  /** By default the choice in the saved mapping; if it has none, all repeats are sent. */
  repeats: repeats.unwrap().optional(),
};
export const uploadInputShape = { upload };
