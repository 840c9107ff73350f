import { parseInn, splitInnKpp } from '#shared/domain/inn.ts';
import { findComplaints } from './find-complaints.ts';
import { CHECKS_LOADED, type Checks } from './load-checks.ts';

const checks: Checks = { findComplaints, readInn: (typed) => parseInn(splitInnKpp(typed).inn) };

document.currentScript?.dispatchEvent(new CustomEvent(CHECKS_LOADED, { detail: checks }));
