import { resolve, sep } from 'node:path';
import { listSegments } from '../../../commands/rows/audience/segments.ts';
import type { SegmentRule } from '../../../core/audience/rules/rule.ts';
import type { Finding } from '../../../core/audience/yaml/finding.ts';
import { resolveReferences, withReferences } from '../../../core/audience/yaml/references.ts';
import { parseSegment } from '../../../core/audience/yaml/segment-file.ts';
import { UserError } from '../../../core/errors.ts';
import { translate } from '../../../messages/translate.ts';
import { folderOfFile } from '../../../operations/audience/audience-files.ts';
import { itemsOf, type Product } from '../../product/product.ts';
import { readTextFile } from '../../text-file.ts';
import { findParentSegment } from './find-segment.ts';

/**
 * The rule in the file of a segment, which need not have been pushed. Its references point to stored segments of the
 * parent segment, as in a push: by name in the folder of the file, else by path.
 */
export async function readRule(
  product: Product,
  file: string,
  parent: string | undefined,
): Promise<{ readonly parent_segment: number; readonly rule: SegmentRule }> {
  if (parent === undefined) throw new UserError('rule_file_without_parent');
  const { id: parent_segment } = await findParentSegment(product, parent);
  const parsed = parseSegment(await readTextFile(file), file);
  if ('findings' in parsed) throw refusal(parsed.findings);
  const pages = itemsOf((page) => product.call(listSegments, { parent_segment, ...page }));
  const folder = folderOfFile(resolve(file).split(sep), parent);
  const { referenced, findings } = resolveReferences([{ folder, parsed }], await Array.fromAsync(pages));
  if (findings.length > 0) throw refusal(findings);
  const idOf = (name: string) => String(referenced[0]?.get(name)?.id ?? name);
  return { parent_segment, rule: withReferences(parsed.content.rule, idOf) };
}

/** The first problem of a file, with its line. */
function refusal([first]: readonly Finding[]): UserError {
  const { file = '', line = 0, code = '', params = {} } = first ?? {};
  return new UserError('rule_file_invalid', { path: file, line, problem: translate('errors', code, params) });
}
