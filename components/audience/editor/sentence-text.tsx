import { Fragment } from 'react';
import { partsOf } from '#lib/messages/rule-words/word-source.ts';

/** A rule in words, with its values and segments emphasized. */
export function SentenceText({ sentence }: { sentence: string }) {
  return partsOf(sentence).map(({ text, isStrong }, index) => {
    const key = index; // parts of a sentence have no other identity
    return isStrong ? (
      <b key={key} className="font-semibold text-text">
        {text}
      </b>
    ) : (
      <Fragment key={key}>{text}</Fragment>
    );
  });
}
