import { z } from 'zod';
import { getFileConnector } from '../../connectors/file-connector.ts';
import { connectors } from '../../connectors/registry.ts';
import { describeFields } from '../../core/api/describe.ts';
import { fieldHelp } from '../../messages/translate.ts';
import { reportStatus } from '../../operations/settings/report-status.ts';
import { statusOptions } from '../../runtime/operation-options.ts';
import { templateCsv } from '../../runtime/reading/files.ts';
import { defineCommand, defineInternalCommand, noInput } from '../command.ts';
import { registerShape } from '../shapes/shape-registry.ts';
import { statusObject, statusShape } from '../shapes/status.ts';

export const getStatus = defineCommand({
  id: 'getStatus',
  permission: 'product.read',
  effect: 'reads',
  input: noInput,
  answer: statusShape,
  run: async (_, runtime) => statusObject(await reportStatus(await statusOptions(runtime))),
});

const fieldShape = registerShape(
  'Field',
  z.object({
    name: z.string(),
    group: z.string(),
    type: z.string(),
    required: z.boolean(),
    hashed: z.boolean(),
    repeats: z.boolean(),
    place: z.string(),
    example: z.string(),
    choices: z.array(z.string()),
    later_choices: z.array(z.string()),
    help: z.string(),
  }),
);

export const listFields = defineCommand({
  id: 'listFields',
  permission: 'product.read',
  effect: 'reads',
  input: noInput,
  answer: registerShape('Fields', z.object({ data: z.array(fieldShape) })),
  run() {
    const fields = connectors.flatMap(({ fields }) => describeFields(fields, fieldHelp));
    return {
      data: fields.map((field) => ({ ...field, choices: [...field.choices], later_choices: [...field.later_choices] })),
    };
  },
});

export const getTemplate = defineCommand({
  id: 'getTemplate',
  permission: 'product.read',
  effect: 'reads',
  input: noInput,
  answer: 'csv',
  run: (_, runtime) => templateCsv(runtime, getFileConnector()),
});

/** Writes a backup of the data folder to a new file on this machine. */
export const backUp = defineInternalCommand({
  id: 'backUp',
  permission: 'backups.create',
  needsProof: true,
  effect: 'changesInSteps',
  input: z.object({ file: z.string(), withTables: z.boolean() }),
  run: ({ file, withTables }, runtime) => runtime.backUp(file, { withTables }),
});
