import { z } from 'zod';

/** The members that the CycloneDX schema requires, and those by which a reader finds a package and its advisories. */
const component = z.object({
  'bom-ref': z.string().min(1),
  type: z.enum(['library', 'application', 'framework']),
  name: z.string().min(1),
  version: z.string().min(1),
  purl: z.string().regex(/^pkg:npm\/(?:%40[^/]+\/)?[^/@]+@.+$/),
  hashes: z.array(z.object({ alg: z.literal('SHA-512'), content: z.string().regex(/^[0-9a-f]{128}$/) })).optional(),
});
const bom = z.object({
  bomFormat: z.literal('CycloneDX'),
  specVersion: z.string().regex(/^1\.[4-9]$/),
  serialNumber: z.string().regex(/^urn:uuid:[0-9a-f-]{36}$/),
  version: z.int().positive(),
  metadata: z.object({
    timestamp: z.iso.datetime(),
    component: component.omit({ hashes: true }),
  }),
  components: z.array(component),
  dependencies: z.array(z.object({ ref: z.string(), dependsOn: z.array(z.string()).default([]) })),
});

const lock = z.object({
  packages: z.record(
    z.string(),
    z.object({ version: z.string().optional(), name: z.string().optional(), integrity: z.string().optional() }),
  ),
});

/** What is invalid or missing in a CycloneDX document for a package-lock.json; empty if the document is correct. */
export function problemsOfSbom(document: unknown, packageLock: unknown): string[] {
  const parsed = bom.safeParse(document);
  if (!parsed.success) return parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  const { components, dependencies, metadata } = parsed.data;
  const refs = new Set([metadata.component, ...components].map((component) => component['bom-ref']));
  const listed = new Map(components.map((component) => [`${component.name}@${component.version}`, component]));
  const entries = packagesOf(packageLock);
  const locked = entries.map(({ name }) => name);
  const dangling = dependencies.flatMap(({ ref, dependsOn }) => [ref, ...dependsOn]).filter((ref) => !refs.has(ref));
  return [
    ...(refs.size === components.length + 1 ? [] : ['two packages have the same bom-ref']),
    ...[...new Set(dangling)].map((ref) => `${ref} is a dependency, but not listed`),
    // Packages that are bundled in another one have no hash of their own.
    ...entries
      .filter(({ name, hasHash }) => hasHash && !listed.get(name)?.hashes?.length)
      .map(({ name }) => `${name} has no hash`),
    ...locked.filter((name) => !listed.has(name)).map((name) => `${name} is in package-lock.json, but not listed`),
    ...[...listed.keys()].filter((name) => !locked.includes(name)).map((name) => `${name} is not in package-lock.json`),
  ];
}

function packagesOf(packageLock: unknown): { name: string; hasHash: boolean }[] {
  const entries = Object.entries(lock.parse(packageLock).packages).filter(([path]) => path !== '');
  return entries.map(([path, { name, version, integrity }]) => ({
    name: `${name ?? path.split('node_modules/').at(-1)}@${version}`,
    hasHash: integrity !== undefined,
  }));
}
