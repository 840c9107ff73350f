import { examine } from './doctor/examine.ts';
import { gatherFacts } from './doctor/gather.ts';
import { HELP, parseDoctorCommand } from './doctor/options.ts';
import { describeFindings, toJson, worstOf } from './doctor/report.ts';

/** 0 when nothing is broken, 1 when something is, 2 when the command cannot be understood. */
process.exitCode = await main();

async function main(): Promise<number> {
  try {
    const wish = parseDoctorCommand(process.argv.slice(2), process.env);
    if (wish === 'help') {
      console.log(HELP);
      return 0;
    }
    const now = new Date();
    const findings = examine(await gatherFacts(wish, now));
    console.log(
      wish.json ? JSON.stringify(toJson(findings, now), null, 2) : describeFindings(findings, wish.language),
    );
    return worstOf(findings) === 'broken' ? 1 : 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
      ? 2
      : 1;
  }
}
