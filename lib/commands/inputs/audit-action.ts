import { z } from 'zod';
import { messagesOf } from '../../messages/translate.ts';

const MAX_SIMILAR = 5;
/** The length from which the beginning of a word counts as a word in common, as in `signing`. */
const MIN_STEM = 4;

/** The ID of an action in the audit log, such as `signIn`. A misspelled one would list nothing, as if all were well. */
export const auditAction = z.string().superRefine((action, context) => {
  const actions = Object.keys(messagesOf('audit-actions'));
  if (actions.includes(action)) return;
  const similar = similarTo(action, actions);
  context.addIssue({ code: 'custom', message: 'audit_action_unknown', params: { similar, count: similar.length } });
});

/** The actions that have the most words, or beginnings of words, in common with a text. */
function similarTo(text: string, actions: readonly string[]): readonly string[] {
  const words = wordsOf(text);
  const whole = words.join('');
  return actions
    .map((action) => ({ action, score: scoreOf(wordsOf(action), words, whole) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.action.length - b.action.length)
    .slice(0, MAX_SIMILAR)
    .map(({ action }) => action);
}

function scoreOf(actionWords: readonly string[], words: readonly string[], whole: string): number {
  if (actionWords.join('') === whole) return Number.POSITIVE_INFINITY;
  return words.filter((word) =>
    actionWords.some((own) => own.startsWith(word) || (own.length >= MIN_STEM && word.startsWith(own))),
  ).length;
}

/** The words of a name in camel case, or of several words, in lower case. */
function wordsOf(text: string): readonly string[] {
  return text
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word.length > 1);
}
