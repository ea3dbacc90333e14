import { Command } from 'commander';
import { expect, test } from 'vitest';
import { addCommands } from './command-groups.ts';

async function programWith(command?: string): Promise<Command> {
  const program = new Command();
  await addCommands(program, command);
  return program;
}

const namesOf = (command: Command) => [command.name(), ...command.aliases()];

test('each command and alias is found by its subject, without the commands of other subjects', async () => {
  const all = (await programWith()).commands;
  for (const [name, expected] of all.flatMap((command) => namesOf(command).map((name) => [name, command] as const))) {
    const { commands } = await programWith(name);
    const found = commands.find((command) => namesOf(command).includes(name));
    expect(found?.helpInformation(), name).toBe(expected.helpInformation());
    // The completion script needs all commands.
    if (name !== 'completion') expect(commands.length, name).toBeLessThan(all.length / 2);
  }
});

test.each([[undefined], ['help'], ['job:lst'], ['nosuch']])('%s loads all commands', async (word) => {
  expect((await programWith(word)).commands).toHaveLength((await programWith()).commands.length);
});
