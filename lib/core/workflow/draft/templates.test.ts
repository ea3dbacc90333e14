import { expect, test } from 'vitest';
import { expressionSyntax } from '../../../adapters/expressions/expression-syntax.ts';
import { checkProject } from '../check/check-project.ts';
import { TEMPLATE_FILES, TEMPLATES } from './templates.ts';

const syntax = await expressionSyntax();

test.each(TEMPLATES)('the template %s has no problems', (template) => {
  const files = TEMPLATE_FILES[template];
  const { workflows, findings } = checkProject({ paths: [...files.keys()], read: (path) => files.get(path) }, syntax);
  expect(findings).toEqual([]);
  expect(workflows).toHaveLength(1);
});
