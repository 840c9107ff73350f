import type { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

/**
 * `arrivals`: the leads of a month in the order they came. `due`: what wants something done, by when.
 * `held`: the leads a rep has open, and those that the reps of a pool may have. `uncounted`: changed since counted.
 */
export type LeadIndex = 'arrivals' | 'due' | 'held' | 'uncounted';

/** The operations our functions use. A transaction needs the right to each operation inside it. */
export type TableOperation =
  | 'GetItem'
  | 'BatchGetItem'
  | 'Query'
  | 'PutItem'
  | 'UpdateItem'
  | 'DeleteItem'
  | 'ConditionCheckItem'
  | 'BatchWriteItem';

/** What changing a lead takes: reading it, and one transaction over it and what belongs to it. */
export const LEAD_CHANGES = [
  'GetItem',
  'BatchGetItem',
  'PutItem',
  'UpdateItem',
  'ConditionCheckItem',
] as const satisfies readonly TableOperation[];

export interface LeadTableProps {
  readonly removalPolicy: RemovalPolicy;
  /** Refuses the table's deletion by anybody until it is switched off. */
  readonly deletionProtection: boolean;
}

/** The one table: leads, reps' loads, settings and what the sweep needs to know. */
export class LeadTable extends Construct {
  readonly table: Table;

  constructor(scope: Construct, id: string, props: LeadTableProps) {
    super(scope, id);
    this.table = new Table(this, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      timeToLiveAttribute: 'expiresAt',
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: props.deletionProtection,
      removalPolicy: props.removalPolicy,
    });
    this.addIndex('arrivals', 'arrivedOn', 'arrivedKey');
    this.addIndex('due', 'dueShard', 'nextActionAt');
    this.addIndex('held', 'heldBy', 'arrivedKey');
    this.addIndex('uncounted', 'uncounted', 'arrivedKey');
  }

  get tableName(): string {
    return this.table.tableName;
  }

  /** Permits exactly these operations on the items. `Table.grant` would permit them on every index too. */
  allow(grantee: IGrantable, operations: readonly TableOperation[]): void {
    Grant.addToPrincipal({ grantee, actions: operations.map(toAction), resourceArns: [this.table.tableArn] });
  }

  allowQuery(grantee: IGrantable, index: LeadIndex): void {
    const resourceArns = [`${this.table.tableArn}/index/${index}`];
    Grant.addToPrincipal({ grantee, actions: [toAction('Query')], resourceArns });
  }

  /** Keys only: a lead is read from the table itself, where it is never out of date. */
  private addIndex(indexName: LeadIndex, partition: string, sort: string): void {
    this.table.addGlobalSecondaryIndex({
      indexName,
      partitionKey: { name: partition, type: AttributeType.STRING },
      sortKey: { name: sort, type: AttributeType.STRING },
      projectionType: ProjectionType.KEYS_ONLY,
    });
  }
}

function toAction(operation: TableOperation): string {
  return `dynamodb:${operation}`;
}
