// npm run security:audit: reports known vulnerabilities of the packages that the product runs on, from the registry's
// advisories. Exit status: 0 if none is of high or critical severity, 1 if one is, 75 if the registry gave no usable
// response.
import { spawnSync } from 'node:child_process';
import { z } from 'zod';

const FAILED = 1;
const NOT_CHECKED = 75;
const SEVERE: readonly string[] = ['high', 'critical'];

const report = z.object({
  vulnerabilities: z.record(z.string(), z.object({ severity: z.string(), via: z.array(z.unknown()) })),
  metadata: z.object({ dependencies: z.object({ prod: z.number() }) }),
});

const { stdout, error } = spawnSync('npm', ['audit', '--omit=dev', '--json', '--package-lock-only'], {
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
});
const parsed = report.safeParse(jsonOf(stdout ?? ''));
if (parsed.success) reportVulnerabilities(parsed.data);
else reportNotChecked(error?.message ?? reasonOf(stdout));

function reportVulnerabilities({ vulnerabilities, metadata }: z.output<typeof report>): void {
  const vulnerable = Object.entries(vulnerabilities).map(([name, { severity }]) => ({ name, severity }));
  for (const { name, severity } of vulnerable) console.log(`${severity}: ${name}`);
  const severe = vulnerable.filter(({ severity }) => SEVERE.includes(severity)).length;
  console.log(
    `${metadata.dependencies.prod} packages, ${vulnerable.length} with advisories, ${severe} of them high or critical`,
  );
  if (severe > 0) process.exitCode = FAILED;
}

function reportNotChecked(reason: string): void {
  console.error(`NOT CHECKED for known vulnerabilities: the registry's advisories cannot be read (${reason}).`);
  process.exitCode = NOT_CHECKED;
}

function reasonOf(output: string): string {
  const failure = z.object({ message: z.string() }).safeParse(jsonOf(output));
  return failure.success ? failure.data.message : 'no response';
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
