import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { StandardSQL, sql } from '@codemirror/lang-sql';
import type { Extension } from '@codemirror/state';
import type { TableOutline } from '#lib/core/query/workbench.ts';
import type { FieldSpec } from '#lib/core/record/field.ts';
import { sqlName } from '#lib/core/sql/sql-name.ts';

/** SQL with completion of tables, columns and, after AS, field names of the export. */
export function sqlLanguage(tables: readonly TableOutline[], fields: readonly FieldSpec[]): Extension {
  const schema = Object.fromEntries(
    tables.map(({ name, columns }) => [
      name,
      (columns ?? []).map((column): Completion => {
        const apply = sqlName(column.name);
        return { label: column.name, apply, type: 'property', detail: column.type.toLowerCase() };
      }),
    ]),
  );
  const [first] = tables;
  const config = { schema, upperCaseKeywords: true, ...(tables.length === 1 && first && { defaultTable: first.name }) };
  const language = sql({ dialect: StandardSQL, ...config });
  return [
    language,
    StandardSQL.language.data.of({ autocomplete: completeAliases(fields) }),
    StandardSQL.language.data.of({ autocomplete: completeColumns(tables) }),
  ];
}

/** Completes field names of the export as column aliases. */
function completeAliases(fields: readonly FieldSpec[]) {
  const options = fields.map(({ name, isRequired, type }): Completion => {
    return { label: name, type: 'constant', detail: isRequired ? `${type} *` : type, boost: isRequired ? 1 : 0 };
  });
  return (context: CompletionContext): CompletionResult | null => {
    const asClause = context.matchBefore(/\bas\s+\w*$/i);
    if (!asClause) return null;
    const name = /\w*$/.exec(asClause.text)?.[0] ?? '';
    return { from: context.pos - name.length, options, validFor: /^\w*$/ };
  };
}

/** Completes column names after the first letter, but not after a dot or a quotation mark. */
function completeColumns(tables: readonly TableOutline[]) {
  const seen = new Map<string, Completion>();
  for (const { name: table, columns } of tables) {
    for (const { name } of columns ?? []) {
      if (!seen.has(name)) seen.set(name, { label: name, apply: sqlName(name), type: 'property', detail: table });
    }
  }
  const options = [...seen.values()];
  return (context: CompletionContext): CompletionResult | null => {
    const word = context.matchBefore(/(?<![.\w"'])[a-z_]\w*$/i);
    return word ? { from: word.from, options, validFor: /^\w*$/ } : null;
  };
}
