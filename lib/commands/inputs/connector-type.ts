import { z } from 'zod';
import { connectors } from '../../connectors/registry.ts';

const TYPES = connectors.map(({ type }) => type);
const MAX_SHOWN_LENGTH = 100;

/** The connector type, by default the first one. An unknown type is refused with a list of the known ones. */
export const connectorType = z
  .string()
  .superRefine((type, context) => {
    if (TYPES.includes(type)) return;
    const params = { type: type.slice(0, MAX_SHOWN_LENGTH), known: TYPES };
    context.addIssue({ code: 'custom', message: 'connector_unknown', params });
  })
  .meta({ enum: TYPES })
  .default(TYPES[0] ?? '');
