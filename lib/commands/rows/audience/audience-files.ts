import { z } from 'zod';
import { getFileConnector } from '../../../connectors/file-connector.ts';
import type { Finding } from '../../../core/audience/yaml/finding.ts';
import { pullAudience as pull } from '../../../operations/audience/pull-audience.ts';
import { pushAudience as push } from '../../../operations/audience/push-audience.ts';
import { loadSampleShop as load } from '../../../runtime/queries/sample-shop.ts';
import { loadSampleProject, SAMPLES_MUTEX_KEY } from '../../../runtime/workflow/sample-project.ts';
import { defineCommand, noInput } from '../../command.ts';
import { errorText } from '../../error-text.ts';
import { registerShape } from '../../shapes/shape-registry.ts';

const MAX_FILES = 10_000;
const MAX_TEXT_LENGTH = 1_000_000;

const file = z.object({ path: z.string().min(1).max(1000), text: z.string().max(MAX_TEXT_LENGTH) });
const files = z.array(file).max(MAX_FILES);

const findingShape = registerShape(
  'AudienceFinding',
  z.object({
    file: z.string(),
    line: z.int(),
    column: z.int(),
    code: z.string(),
    message: z.string(),
  }),
);

function findingObject({ file, line, column, code, params }: Finding): z.output<typeof findingShape> {
  return { file, line, column, code, message: errorText(code, params) };
}

/** Creates or changes all objects that the files define, or none of them. Other objects stay unchanged. */
export const pushAudience = defineCommand({
  id: 'pushAudience',
  permission: 'audiences.write',
  effect: 'changesInSteps',
  usesAddresses: true,
  input: z.object({ files, dry_run: z.boolean().default(false) }),
  answer: registerShape(
    'AudiencePush',
    z.object({
      changes: z.array(
        z.object({
          action: z.enum(['create', 'update']),
          kind: z.enum(['parent_segment', 'segment', 'activation']),
          path: z.string(),
        }),
      ),
      findings: z.array(findingShape),
    }),
  ),
  async run({ files, dry_run: dryRun }, runtime) {
    const { changes, findings } = await push(runtime, files, { dryRun });
    return { changes: changes.map((change) => ({ ...change })), findings: findings.map(findingObject) };
  },
});

/** Returns the files that the client has to write, because the client's files lack them or mean something else. */
export const pullAudience = defineCommand({
  id: 'pullAudience',
  permission: 'audiences.read',
  effect: 'reads',
  input: z.object({ files: files.default([]) }),
  answer: registerShape('AudiencePull', z.object({ files: z.array(file), findings: z.array(findingShape) })),
  async run({ files }, runtime) {
    const pulled = await pull(runtime, files);
    return {
      files: pulled.files.map((pulledFile) => ({ ...pulledFile })),
      findings: pulled.findings.map(findingObject),
    };
  },
});

/**
 * Creates or replaces the tables of the sample shop, and starts a build of its parent segment, unless one is
 * unfinished. The parent segment with its segments and activation, and the sample workflow project, are created only if
 * they do not exist.
 */
export const loadSampleAudience = defineCommand({
  id: 'loadSampleAudience',
  permission: 'audiences.write',
  effect: 'changesInSteps',
  usesAddresses: true,
  input: noInput,
  answer: registerShape(
    'SampleShop',
    z.object({ parent_segment: z.int(), name: z.string(), tables: z.array(z.string()), job_id: z.int() }),
  ),
  run: (_, runtime) =>
    runtime.mutex.run(SAMPLES_MUTEX_KEY, async () => {
      const { parentSegment, tables, job } = await load(runtime, getFileConnector());
      await loadSampleProject(runtime, { createsAuthentication: true });
      return { parent_segment: parentSegment.id, name: parentSegment.name, tables: [...tables], job_id: job };
    }),
});
