const CONSENT = new RegExp(
  [
    ...['consent', 'opt.?in', '(?<!un)subscri', 'newsletter', 'marketing', 'permi', 'allow', 'accept', 'agree'],
    ...['einwillig', 'einverst', 'zustimm', 'werbung', 'abonn', 'autoris', 'autoriz', 'acept', 'acett', 'toestem'],
    ...['akkoord', '同意', '許可', '許諾', '承諾', '購読', '受信', '希望'],
  ].join('|'),
  'iu',
);

const REFUSAL = new RegExp(
  [
    ...['(?<![a-z])(?:no|not|never|off|stop)(?![a-z])', 'opt.?out', 'limit', 'unsub', 'disa', 'withdr', 'revo[kc]'],
    ...['refus', 'reject', 'declin', 'block'],
    ...[
      'kein',
      'sperr',
      'abgemeld',
      'abgelehn',
      'wider',
      'désab',
      'désin',
      'sans',
      'rechaz',
      'baja',
      '停止',
      '拒否',
      '不可',
    ],
  ].join('|'),
  'iu',
);

/** Whether the name of a column speaks of consent, and not of its refusal: then a yes means no opt-out. */
export function isConsentName(column: string): boolean {
  return CONSENT.test(column) && !REFUSAL.test(column);
}
