import { askJson } from './fetch-json.ts';

/** A pause in typing; the first ten digits of a sole trader's twelve are sometimes a company's number too. */
const PAUSE_MS = 350;

/**
 * Says which company an INN belongs to, so that the visitor sees it is the right one. To be told each INN that is
 * right, and when there is none.
 *
 * Each is asked about once. It is a courtesy: no answer is no trouble.
 */
export function companyTeller(url: string, show: (name: string) => void): (inn: string | undefined) => void {
  const known = new Map<string, Promise<string>>();
  let wanted: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const find = async (inn: string) => {
    const asked = known.get(inn) ?? askName(url, inn);
    known.set(inn, asked);
    const name = await asked;
    if (inn === wanted) show(name);
  };

  return (inn) => {
    if (inn === wanted) return;
    wanted = inn;
    clearTimeout(timer);
    show('');
    if (inn !== undefined) timer = setTimeout(() => void find(inn), PAUSE_MS);
  };
}

async function askName(url: string, inn: string): Promise<string> {
  const company = (await askJson(`${url}?inn=${inn}`)) as { readonly name?: unknown } | null | undefined;
  return typeof company?.name === 'string' ? company.name : '';
}
