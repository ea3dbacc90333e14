// npm run db:rows: writes the types of the database's rows from prisma/schema.prisma.
import { readFileSync } from 'node:fs';
import { get_dmmf } from '@prisma/prisma-schema-wasm';
import { z } from 'zod';
import { writeGenerated } from './generated.ts';

const SCHEMA = 'prisma/schema.prisma';

/** The part of Prisma's description of a schema that names tables and columns. */
const description = z.object({
  datamodel: z.object({
    models: z.array(
      z.object({
        name: z.string(),
        dbName: z.string().nullable(),
        fields: z.array(
          z.object({
            name: z.string(),
            dbName: z.string().optional(),
            kind: z.enum(['scalar', 'object']),
            isRequired: z.boolean(),
            type: z.string(),
          }),
        ),
      }),
    ),
  }),
});

/** How the driver returns a column of each type. Integers beyond 2^53 do not occur, and SQLite has no booleans. */
const TYPES: Readonly<Record<string, string>> = {
  Int: 'number',
  BigInt: 'number',
  Float: 'number',
  Boolean: '0 | 1',
  String: 'string',
  Bytes: 'Uint8Array',
};

const schema = readFileSync(SCHEMA, 'utf8');
const { models } = description.parse(
  JSON.parse(get_dmmf(JSON.stringify({ prismaSchema: [[SCHEMA, schema]] }))),
).datamodel;

const tables = models.map(({ name, dbName, fields }) => {
  const columns = fields.flatMap(({ name: field, dbName: column, kind, type, isRequired }) =>
    kind === 'scalar' ? [`    readonly ${column ?? field}: ${typeOf(type)}${isRequired ? '' : ' | null'};`] : [],
  );
  return [`  readonly ${dbName ?? name}: {`, ...columns, '  };'].join('\n');
});

function typeOf(type: string): string {
  const typeText = TYPES[type];
  if (typeText === undefined) throw new Error(`no TypeScript type is known for ${type} columns`);
  return typeText;
}

writeGenerated(
  'lib/adapters/store/database/tables.ts',
  `// Written by npm run db:rows from ${SCHEMA}.

/** The columns of each table, as the driver returns them. */
export interface Tables {
${tables.join('\n')}
}
`,
);
