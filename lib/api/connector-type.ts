import { z } from 'zod';
import { connectors } from '../connectors/registry.ts';

const TYPES = connectors.map(({ type }) => type);
const LONGEST_SHOWN = 100;

/** Which service something is for; the first one, if nobody says. An unknown one is refused with those that there are. */
export const connectorType = z
  .string()
  .superRefine((type, context) => {
    if (TYPES.includes(type)) return;
    const params = { type: type.slice(0, LONGEST_SHOWN), known: TYPES.join(', ') };
    context.addIssue({ code: 'custom', message: 'connector_unknown', params });
  })
  .meta({ enum: TYPES })
  .default(TYPES[0] ?? '');
