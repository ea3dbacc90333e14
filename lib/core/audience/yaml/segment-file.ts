import { z } from 'zod';
import { type SegmentChoice, segmentMembers } from '../segment.ts';
import { type ActivationInFile, activationInFile } from './activation-in-file.ts';
import { activationShape } from './activation-shape.ts';
import type { ReadFile } from './finding.ts';
import { listOf, mapOf, member, type Shape, text } from './reading/shape.ts';
import { type FileKind, formatFile, readFile } from './reading/yaml-file.ts';
import { segmentRuleShape } from './rule/rule-shape.ts';

/** The content of the file of a segment. Its references are names; a push replaces them with ids. */
export interface SegmentFile extends SegmentChoice {
  readonly activations: readonly ActivationInFile[];
}

/** Parses tdx's YAML of a segment with its activations. */
export function parseSegment(source: string, file: string): ReadFile<SegmentFile> {
  return readFile(KIND, source, file);
}

/** Writes the file without members that have their default value. */
export function formatSegment(content: SegmentFile): string {
  return formatFile(KIND, content);
}

const BATCH = 'batch';

/** Files have `kind: batch`, which the content does not have. */
const kind: Shape = {
  read(yaml) {
    if (yaml.scalar !== BATCH)
      yaml.reading.report('yaml_part_unsupported', yaml.at, { name: `kind: ${yaml.text ?? ''}` });
    return undefined;
  },
  write: () => BATCH,
};

/** Keys of TD's segments that have no meaning here. */
const UNSUPPORTED_KEYS = [
  'funnel',
  'stages',
  'journey',
  'journeys',
  'steps',
  'goal',
  'ab_test',
  'realtime',
  'predictive_score',
];

const activations = z.array(activationInFile).superRefine((list, context) => {
  const names = list.map(({ name }) => name);
  for (const [index, name] of names.entries())
    if (names.indexOf(name) < index)
      context.addIssue({
        code: 'custom',
        message: 'activation_name_taken',
        params: { name },
        path: [index, 'name'],
      });
});

const shape = mapOf(
  [
    member('name', text),
    member('kind', kind),
    member('description', text, { initial: '' }),
    member('rule', segmentRuleShape),
    member('activations', listOf(activationShape), { initial: [] }),
  ],
  UNSUPPORTED_KEYS,
);

const KIND: FileKind<SegmentFile> = {
  shape: { read: shape.read, write: (content) => shape.write({ ...(content as SegmentFile), kind: BATCH }) },
  schema: z.object({ ...segmentMembers, activations: activations.default([]) }),
};
