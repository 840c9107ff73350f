import middy, { type MiddyfiedHandler } from '@middy/core';
import httpRouter, { type Method, type Route } from '@middy/http-router';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { redirect, type HttpAnswer } from '#shared/runtime/http-answers.ts';
import { httpErrors } from '#shared/runtime/http-errors.ts';
import { problem } from '#shared/runtime/problem.ts';
import { findLeads, listLeads, showLead, splitLead, switchDuty } from './api-routes.ts';
import { CONSOLE_CSS, LIVE_SCRIPT, serveAsset, serveEditorScript } from './assets.ts';
import { changeAbsence, showCalendar } from './calendar-routes.ts';
import { toCall, type Serve } from './call.ts';
import { listConnectors, showConnectors } from './connector-routes.ts';
import { takeCrmEvent } from './crm-routes.ts';
import type { ConsoleDependencies } from './dependencies.ts';
import { askToErase, eraseFurtherOnPage, eraseOnPage, showErasurePage } from './erasure-page-routes.ts';
import { postErasure, postErasureFurther, showErasure } from './erasure-routes.ts';
import { checkHealth } from './health.ts';
import { showJudgement } from './judge-again.ts';
import { showOffer, takeAnswer } from './offer-routes.ts';
import { withSession, withToken } from './ops-access.ts';
import { takeMessengerUpdate } from './messenger-routes.ts';
import { showRepPage, takeRepAction } from './rep-routes.ts';
import { postRating } from './rating-routes.ts';
import { postReassignment, reassignOnPage } from './reassign-routes.ts';
import { showLeadPage, showLeads, showNews, signIn, signOut, splitOnPage } from './page-routes.ts';
import { listDifferences, postReplay, showReplay } from './replay-routes.ts';
import { editPolicy, takeEdit } from './policy-edit-routes.ts';
import { rollBackOnPage, showPolicy } from './policy-routes.ts';
import { showComparison, showReplayPage, showShadowPage, stopShadowOnPage } from './policy-trial-routes.ts';
import { createRulebooks, type Rulebooks } from './rulebooks.ts';
import {
  checkDocument,
  compareSettingsVersions,
  listVersions,
  publishSettings,
  rollBack,
  showSettings,
  showVersion,
} from './settings-routes.ts';
import { getReport, listReports, showFirstReport, showReport } from './report-routes.ts';
import { postSimulation } from './simulation-routes.ts';
import { deleteShadow, listShadowDifferences, putShadow, showShadow } from './shadow-routes.ts';
import { giveBackOnPage, listTeam, showTeam, showTeamNews, switchDutyOnPage } from './team-routes.ts';

type Event = APIGatewayProxyEventV2;

/** Everything people look at: the ops API, the console with its live list, health, and the rep's offer page. */
export function consoleHandler(dependencies: ConsoleDependencies): MiddyfiedHandler<Event, HttpAnswer> {
  const { clock, log, meter } = dependencies;
  const routes = routesOf(dependencies).map(([method, path, serve]): Route<Event, HttpAnswer> => ({
    method,
    path,
    handler: async (event: Event) => serve(toCall(event, clock.now())),
  }));
  return middy<Event, HttpAnswer>()
    .use(httpErrors(log))
    .use({ after: () => meter.publish(), onError: () => meter.publish() })
    .handler(
      httpRouter<Event, HttpAnswer>({ routes, notFoundResponse: () => problem(404, 'route-not-found') }),
    );
}

/** What describes the API is not loaded until somebody reads it. */
const docs = () => import('./openapi/routes.ts');

type Routes = readonly (readonly [Method, string, Serve])[];

/** Every route with what serves it. */
export function routesOf(dependencies: ConsoleDependencies): Routes {
  const rulebooks = createRulebooks(dependencies.archive);
  return [
    ...programRoutes(dependencies, rulebooks),
    ...pageRoutes(dependencies, rulebooks),
    ...erasurePages(dependencies),
  ];
}

function programRoutes(dependencies: ConsoleDependencies, rulebooks: Rulebooks): Routes {
  const api = (serve: Serve): Serve => withToken(serve, dependencies.secrets);
  return [
    ['GET', '/health', () => checkHealth(dependencies)],
    ['GET', '/openapi.json', async (call) => (await docs()).serveDocument(call)],
    ['GET', '/v1/leads', api((call) => listLeads(call, dependencies, rulebooks))],
    ['GET', '/v1/leads/{id}', api((call) => showLead(call, dependencies, rulebooks))],
    ['GET', '/v1/leads/{id}/judgement', api((call) => showJudgement(call, dependencies))],
    ['POST', '/v1/leads/{id}/split', api((call) => splitLead(call, dependencies))],
    ['POST', '/v1/leads/{id}/reassign', api((call) => postReassignment(call, dependencies))],
    ['POST', '/v1/leads/{id}/rating', api((call) => postRating(call, dependencies))],
    ['POST', '/v1/erasures', api((call) => postErasure(call, dependencies))],
    ['GET', '/v1/erasures/{id}', api((call) => showErasure(call, dependencies))],
    ['POST', '/v1/erasures/{id}', api((call) => postErasureFurther(call, dependencies))],
    ['GET', '/v1/settings/{document}', api((call) => showSettings(call, dependencies))],
    ['PUT', '/v1/settings/{document}', api((call) => publishSettings(call, dependencies))],
    ['GET', '/v1/settings/{document}/versions', api((call) => listVersions(call, dependencies))],
    ['POST', '/v1/settings/{document}/rollback', api((call) => rollBack(call, dependencies))],
    ['GET', '/v1/settings/{document}/versions/{version}', api((call) => showVersion(call, dependencies))],
    ['GET', '/v1/settings/{document}/compare', api((call) => compareSettingsVersions(call, dependencies))],
    ['POST', '/v1/settings/{document}/check', api((call) => checkDocument(call, dependencies))],
    ['POST', '/v1/simulations', api((call) => postSimulation(call, dependencies))],
    ['POST', '/v1/replays', api((call) => postReplay(call, dependencies))],
    ['GET', '/v1/replays/{id}', api((call) => showReplay(call, dependencies))],
    ['GET', '/v1/replays/{id}/differences', api((call) => listDifferences(call, dependencies))],
    ['PUT', '/v1/shadow', api((call) => putShadow(call, dependencies))],
    ['GET', '/v1/shadow', api(() => showShadow(dependencies))],
    ['DELETE', '/v1/shadow', api(() => deleteShadow(dependencies))],
    ['GET', '/v1/shadow/differences', api((call) => listShadowDifferences(call, dependencies))],
    ['POST', '/v1/crm/{destination}', (call) => takeCrmEvent(call, dependencies)],
    ['POST', '/v1/messengers/{destination}', (call) => takeMessengerUpdate(call, dependencies)],
    ['GET', '/v1/search', api((call) => findLeads(call, dependencies, rulebooks))],
    ['GET', '/v1/connectors', api((call) => listConnectors(call, dependencies))],
    ['GET', '/v1/reports', api((call) => listReports(call))],
    ['GET', '/v1/reports/{report}', api((call) => getReport(call, dependencies))],
    ['GET', '/v1/team', api((call) => listTeam(call, dependencies))],
    ['PATCH', '/v1/reps/{id}', api((call) => switchDuty(call, dependencies))],
  ];
}

function pageRoutes(dependencies: ConsoleDependencies, rulebooks: Rulebooks): Routes {
  const shown = (serve: Serve): Serve => withSession(serve, dependencies.secrets);
  return [
    ['GET', '/', async () => redirect(302, '/console')],
    ['GET', '/console', shown((call) => showLeads(call, dependencies, rulebooks))],
    ['GET', '/console/leads-fragment', shown((call) => showNews(call, dependencies, rulebooks))],
    ['GET', '/console/leads/{id}', shown((call) => showLeadPage(call, dependencies, rulebooks))],
    ['POST', '/console/leads/{id}/split', shown((call) => splitOnPage(call, dependencies))],
    ['POST', '/console/leads/{id}/reassign', shown((call) => reassignOnPage(call, dependencies))],
    ['GET', '/console/policy', shown((call) => showPolicy(call, dependencies))],
    ['GET', '/console/policy/versions/{version}', shown((call) => showPolicy(call, dependencies))],
    ['GET', '/console/policy/edit', shown((call) => editPolicy(call, dependencies))],
    ['POST', '/console/policy/edit', shown((call) => takeEdit(call, dependencies))],
    ['GET', '/console/policy/compare', shown((call) => showComparison(call, dependencies))],
    ['GET', '/console/policy/replays/{id}', shown((call) => showReplayPage(call, dependencies))],
    ['GET', '/console/policy/shadow', shown((call) => showShadowPage(call, dependencies))],
    ['POST', '/console/policy/shadow/stop', shown((call) => stopShadowOnPage(call, dependencies))],
    ['POST', '/console/policy/rollback', shown((call) => rollBackOnPage(call, dependencies))],
    ['GET', '/console/connectors', shown((call) => showConnectors(call, dependencies))],
    ['GET', '/console/reports', shown(() => showFirstReport())],
    ['GET', '/console/reports/{report}', shown((call) => showReport(call, dependencies))],
    ['GET', '/console/team', shown((call) => showTeam(call, dependencies))],
    ['GET', '/console/team-fragment', shown((call) => showTeamNews(call, dependencies))],
    ['GET', '/console/team/calendar', shown((call) => showCalendar(call, dependencies))],
    ['POST', '/console/team/calendar', shown((call) => changeAbsence(call, dependencies))],
    ['POST', '/console/team/{rep}/duty', shown((call) => switchDutyOnPage(call, dependencies))],
    ['POST', '/console/team/{rep}/give-back', shown((call) => giveBackOnPage(call, dependencies))],
    ['GET', '/r/{token}', (call) => showRepPage(call, dependencies)],
    ['POST', '/r/{token}', (call) => takeRepAction(call, dependencies)],
    ['POST', '/console/sign-in', (call) => signIn(call, dependencies)],
    ['POST', '/console/sign-out', signOut],
    ['GET', '/console/console.css', async (call) => serveAsset(CONSOLE_CSS, call)],
    ['GET', '/docs', async (call) => (await docs()).showDocs(call)],
    ['GET', '/console/docs.css', async () => (await docs()).serveDocsStyles()],
    ['GET', '/console/live.js', async (call) => serveAsset(LIVE_SCRIPT, call)],
    ['GET', '/console/policy-editor.js', serveEditorScript],
    ['GET', '/o/{token}', (call) => showOffer(call, dependencies)],
    ['POST', '/o/{token}', (call) => takeAnswer(call, dependencies)],
  ];
}

function erasurePages(dependencies: ConsoleDependencies): Routes {
  const shown = (serve: Serve): Serve => withSession(serve, dependencies.secrets);
  return [
    ['GET', '/console/leads/{id}/erase', shown((call) => askToErase(call, dependencies))],
    ['POST', '/console/leads/{id}/erase', shown((call) => eraseOnPage(call, dependencies))],
    ['GET', '/console/erasures/{id}', shown((call) => showErasurePage(call, dependencies))],
    ['POST', '/console/erasures/{id}', shown((call) => eraseFurtherOnPage(call, dependencies))],
  ];
}
