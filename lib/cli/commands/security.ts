import type { Command } from 'commander';
import { checkSecurity } from '../../commands/console/access/security.ts';
import { translate } from '../../messages/translate.ts';
import { commandIo } from '../invocation.ts';
import { EXIT, printJson, printLine, say } from '../output/output.ts';
import type { Product } from '../product/product.ts';
import { withDataFolder } from '../product/with-product.ts';

interface Options {
  readonly backups?: string;
  readonly json?: boolean;
}

export function addSecurity(program: Command): void {
  program
    .command('security:check')
    .description('check the security of this installation; exit with 1 if there is a problem')
    .option('--backups <folder>', 'check the backups in a folder, too')
    .option('--json', 'print an array')
    .action((options: Options) => withDataFolder((product) => check(product, options)));
}

/** Sets exit status 1 if there is a problem; advice alone does not change it. */
async function check(product: Product, { backups, json }: Options): Promise<void> {
  const findings = await product.call(checkSecurity, { backups });
  if (findings.some(({ level }) => level === 'problem')) commandIo().exitCode = EXIT.refused;
  const described = findings.map((finding) => ({
    ...finding,
    text: translate('security-findings', finding.code, finding.params),
  }));
  if (json) return printJson(described);
  for (const { level, text } of described) await printLine(`${translate('cli', `security_${level}`)}: ${text}`);
  if (findings.length === 0) say(translate('cli', 'security_nothing_found'));
}
