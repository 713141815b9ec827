import { signal } from '@preact/signals';
import type { NextRoute } from '../../lambdas/contracts/problem.ts';

/** Whether an enrolment is open in this browser: some routes lead into it, or to help where there is none. */
export const enrolling = signal(false);

const PLACES: Partial<Record<NextRoute, readonly [within: string, outside: string]>> = {
  'correct-the-form': ['/enrol/form', '/enrol/eligibility'],
  'new-picture': ['/enrol/pictures', '/enrol'],
  'other-document': ['/enrol/document', '/enrol/eligibility'],
  counter: ['/enrol/channel', '/help'],
  restart: ['/enrol', '/enrol'],
  recover: ['/recover', '/recover'],
  support: ['/help', '/help'],
  'sign-in': ['/app', '/app'],
  'log-in': ['/app', '/app'],
  'log-in-with-certificate': ['/app', '/app'],
  'apply-for-certificate': ['/app/certificates', '/app/certificates'],
};

/** The page of a route the server offers; some are done on the page itself. */
export const placeOf = (route: NextRoute): string | undefined => PLACES[route]?.[enrolling.value ? 0 : 1];
