'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useCodeText } from '#components/http/use-code-text.ts';
import { outputNamesOf } from '#lib/core/sql/output-name.ts';
import type { Run } from '../run/use-run.ts';
import type { SqlMark } from './sql-marks.ts';
import type { CheckResult, QueryFault } from './use-compatibility.ts';

export interface MarksOptions {
  run: Run;
  checkResult: CheckResult | undefined;
  sql: string;
}

/** The marks of the query: from the check of the current text, else from the last run; none if the text is empty. */
export function useMarks({ run, checkResult, sql }: MarksOptions): readonly SqlMark[] {
  const t = useTranslations('workbench.compatibility');
  const textOf = useCodeText('errors');
  const { job, firstLine } = run;
  const currentMarks = () => {
    const showsRunError = checkResult === undefined && sql.trim() !== '';
    const checkError = markOf(checkResult?.fault, 1, textOf);
    const runError = showsRunError ? markOf(job?.error ?? undefined, firstLine, textOf) : undefined;
    const errors = [checkError, runError].filter((mark) => mark !== undefined);
    const ignored = (checkResult?.fit?.columns ?? []).filter(({ field }) => field === null);
    const placeOf = outputNamesOf(ignored.length === 0 ? '' : sql);
    const warnings = ignored.flatMap(({ name }): SqlMark[] => {
      const place = placeOf(name);
      return place ? [{ ...place, severity: 'warning', message: t('ignoredMark', { column: name }) }] : [];
    });
    return [...errors, ...warnings];
  };
  // A stable reference while the marks do not change, so that the editor does not redraw them.
  const serialized = JSON.stringify(currentMarks());
  return useMemo(() => JSON.parse(serialized) as SqlMark[], [serialized]);
}

function markOf(
  fault: QueryFault | undefined,
  firstLine: number,
  textOf: (code: string, params: QueryFault['params']) => string,
): SqlMark | undefined {
  const { line, column } = fault?.params ?? {};
  if (!fault || typeof line !== 'number' || typeof column !== 'number' || line < 1) return undefined;
  return { line: line + firstLine - 1, column, severity: 'error', message: textOf(fault.code, fault.params) };
}
