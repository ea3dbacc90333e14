import { describe, expect, test } from 'vitest';
import { isCompanyName } from './company-name.ts';

describe('a legal form in a name', () => {
  test.each([
    ...['Acme GmbH', 'Acme GmbH & Co. KG', 'Acme UG (haftungsbeschränkt)', 'Acme AG', 'Acme e.K.', 'Smith & Co.'],
    ...['Acme Inc.', 'Acme, Inc', 'ACME LLC', 'Acme Co., Ltd.', 'Acme Pty Ltd', 'Acme Corporation', 'Acme SARL'],
    ...['Acme S.A.', 'Acme S.r.l.', 'Acme SpA', 'Acme B.V.', 'Acme Sp. z o.o.', 'Acme s.r.o.', 'Acme A.Ş.'],
    ...['Acme K.K.', '株式会社アクメ', 'アクメ株式会社', '（株）アクメ', '㈱アクメ', '有限会社山田', '医療法人山田'],
    ...['某某有限公司', '주식회사 가나', '(주)가나', 'ООО Ромашка', 'GmbH', '株式会社', 'Ltd.', 'ACME GMBH & CO. KG'],
  ])('is recognized: %s', (name) => {
    expect(isCompanyName(name)).toBe(true);
  });

  test.each([
    ...['Maria Sa', 'MARIA SA', 'KIM AG', 'Ag', 'Sa', 'Inc', 'Co', 'Kg', 'Limited', 'Nguyen Co', 'Corp', 'Oy', 'Spa'],
    ...[
      'O’Brien, Jr.',
      'van der Berg',
      '山田 太郎',
      '株本',
      '公司馬',
      'Anna Lincoln',
      'Incorvaia',
      'Иван Ооо',
      'J. R.',
    ],
  ])('is not found in %s', (name) => {
    expect(isCompanyName(name)).toBe(false);
  });
});
