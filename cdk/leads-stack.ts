import { CfnOutput, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AlarmTopic } from './constructs/alarm-topic.ts';
import { Assignment } from './constructs/assignment.ts';
import { Balance } from './constructs/balance.ts';
import { Console } from './constructs/console.ts';
import { DeadLetters } from './constructs/dead-letters.ts';
import { CounterpartyCheck } from './constructs/counterparty-check.ts';
import { shareDeployment } from './constructs/deployment.ts';
import { Handoff } from './constructs/handoff.ts';
import { LeadTable } from './constructs/lead-table.ts';
import { PublicApi } from './constructs/public-api.ts';
import { Replay, ReplayQueue } from './constructs/replay.ts';
import { Reports } from './constructs/reports.ts';
import { Secrets } from './constructs/secrets.ts';
import { Sweeper } from './constructs/sweeper.ts';
import { Telephony } from './constructs/telephony.ts';
import { WebForm } from './constructs/web-form.ts';
import { WorkQueue } from './constructs/work-queue.ts';
import { IntakeAlarms } from './monitoring/intake-alarms.ts';
import { FunnelDashboard } from './monitoring/funnel-dashboard.ts';
import { OperationsDashboard } from './monitoring/operations-dashboard.ts';

export interface LeadsStackProps extends StackProps {
  /** `production`, `staging` …: part of every physical name. */
  readonly stage: string;
  /** What becomes of leads and secrets when the stack is deleted. */
  readonly removalPolicy: RemovalPolicy;
  /** Folder of each function's bundle by the function's name. */
  readonly bundles: Readonly<Record<string, string>>;
}

/** The whole system: two doors, the choice of an owner, handing over, and what watches that no lead is lost. */
export class LeadsStack extends Stack {
  constructor(scope: Construct, id: string, { stage, removalPolicy, bundles, ...props }: LeadsStackProps) {
    super(scope, id, { stackName: `LeadRelay-${stage}`, ...props });
    const alarmTopics = { page: new AlarmTopic(this, 'Page'), ticket: new AlarmTopic(this, 'Ticket') };
    shareDeployment(this, { stage, removalPolicy, bundles, alarmTopics });

    const leads = new LeadTable(this, 'Leads', {
      removalPolicy,
      deletionProtection: removalPolicy === RemovalPolicy.RETAIN,
    });
    const secrets = new Secrets(this, 'LeadRelaySecrets');
    const deadLettersTimeout = DeadLetters.TIMEOUT;
    const assignments = new WorkQueue(this, 'Assignments', {
      consumerTimeout: Assignment.TIMEOUT,
      deadLettersTimeout,
    });
    const handoffs = new WorkQueue(this, 'Handoffs', {
      consumerTimeout: Handoff.TIMEOUT,
      deadLettersTimeout,
    });
    const checks = new WorkQueue(this, 'Checks', {
      consumerTimeout: CounterpartyCheck.TIMEOUT,
      deadLettersTimeout,
    });
    const replays = new ReplayQueue(this, 'Replays');
    const api = new PublicApi(this, 'PublicApi');

    const webForm = new WebForm(this, 'WebForm', { api, leads, assignments, secrets });
    const telephony = new Telephony(this, 'Telephony', { api, leads, assignments, secrets });
    const assignment = new Assignment(this, 'Assignment', { leads, assignments, handoffs, secrets });
    const handoff = new Handoff(this, 'Handoff', { leads, handoffs, secrets });
    const sweeper = new Sweeper(this, 'Sweeper', { leads, assignments, handoffs, checks });
    const counterpartyCheck = new CounterpartyCheck(this, 'CounterpartyCheck', {
      leads,
      checks,
      handoffs,
      secrets,
    });
    const deadLetters = new DeadLetters(this, 'DeadLetters', {
      leads,
      queues: [assignments, handoffs, checks],
    });
    const balance = new Balance(this, 'Balance', { leads });
    const replay = new Replay(this, 'Replay', { leads, replays });
    const reports = new Reports(this, 'Reports', { leads, secrets });
    const console = new Console(this, 'Console', { api, leads, assignments, handoffs, replays, secrets });

    const intake = [webForm.function.folder, telephony.function.folder];
    new IntakeAlarms(this, 'Intake', intake);
    new OperationsDashboard(this, 'Operations', {
      functions: [
        webForm,
        telephony,
        assignment,
        handoff,
        sweeper,
        counterpartyCheck,
        deadLetters,
        balance,
        replay,
        reports,
        console,
      ].map((part) => part.function),
      intake,
      queues: { assignments, handoffs, checks },
      leads,
      api,
    });
    new FunnelDashboard(this, 'Funnel', { intake });

    new CfnOutput(this, 'ApiUrl', { value: api.url });
    new CfnOutput(this, 'TableName', { value: leads.tableName });
    new CfnOutput(this, 'AssignmentsQueueUrl', { value: assignments.queue.queueUrl });
    new CfnOutput(this, 'AssignmentsDeadLettersUrl', { value: assignments.deadLetters.queueUrl });
    new CfnOutput(this, 'HandoffsQueueUrl', { value: handoffs.queue.queueUrl });
    new CfnOutput(this, 'HandoffsDeadLettersUrl', { value: handoffs.deadLetters.queueUrl });
    new CfnOutput(this, 'ChecksQueueUrl', { value: checks.queue.queueUrl });
    new CfnOutput(this, 'ChecksDeadLettersUrl', { value: checks.deadLetters.queueUrl });
    new CfnOutput(this, 'SecretName', { value: secrets.fullName });
    new CfnOutput(this, 'PageTopicArn', { value: alarmTopics.page.topicArn });
    new CfnOutput(this, 'TicketTopicArn', { value: alarmTopics.ticket.topicArn });
  }
}
