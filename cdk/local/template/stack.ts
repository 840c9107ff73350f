import { type StackValues, NO_VALUE, resolve } from './intrinsics.ts';
import type { Resource, Template } from './template.ts';

/** The account of every ARN on this machine; the queue engine has no other. */
export const ACCOUNT_ID = '000000000000';

/** Any region does: nothing here is asked over the network. */
export const REGION = 'eu-central-1';

/** Addresses that exist only while the runner runs. */
export interface Addresses {
  readonly api: string;
  readonly queues: string;
}

export interface Stack {
  readonly template: Template;
  readonly values: StackValues;
  /** A resource's properties with every intrinsic function worked out. */
  propertiesOf(resource: Resource): Readonly<Record<string, unknown>>;
  /** The name the resource has where it exists: the one it was given, or one made of its logical id. */
  nameOf(resource: Resource): string;
  arnOf(resource: Resource): string;
  /** False for a resource whose condition does not hold: it is not there. */
  exists(resource: Resource): boolean;
}

/** Gives the template's references their values on this machine. */
export function createStack(template: Template, addresses: Addresses): Stack {
  const values: StackValues = {
    ref: (name) => pseudoParameters(template.stackName)[name] ?? refOf(name),
    attribute: (logicalId, attribute) => attributeOf(resourceAt(logicalId), attribute),
    condition: (name) => {
      if (!Object.hasOwn(template.conditions, name))
        throw new Error(`The template has no condition ${name}.`);
      return template.conditions[name];
    },
    mapping: (map, first, second) => template.mappings[map]?.[first]?.[second],
  };
  const stack: Stack = {
    template,
    values,
    propertiesOf: ({ properties }) =>
      Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, resolve(value, values)])),
    nameOf: (resource) => nameOf(resource, template.stackName, values),
    arnOf: (resource) => arnOf(resource, stack.nameOf(resource)),
    exists: ({ condition }) => condition === undefined || resolve({ Condition: condition }, values) === true,
  };
  return stack;

  function resourceAt(logicalId: string): Resource {
    const resource = template.resources.get(logicalId);
    if (!resource) throw new Error(`The template has no resource ${logicalId}.`);
    return resource;
  }

  function refOf(name: string): unknown {
    if (Object.hasOwn(template.parameters, name)) return template.parameters[name];
    const resource = resourceAt(name);
    if (resource.type === 'AWS::SQS::Queue') return queueUrl(stack.nameOf(resource), addresses);
    if (REF_IS_ARN.has(resource.type)) return stack.arnOf(resource);
    return stack.nameOf(resource);
  }

  function attributeOf(resource: Resource, attribute: string): unknown {
    if (attribute === 'Arn' || attribute === 'TopicArn' || attribute === 'StreamArn')
      return stack.arnOf(resource);
    if (attribute === 'ApiEndpoint') return addresses.api;
    if (attribute === 'QueueUrl') return queueUrl(stack.nameOf(resource), addresses);
    if (NAME_ATTRIBUTES.has(attribute)) return stack.nameOf(resource);
    throw new Error(`The local runner does not know the attribute ${attribute} of ${resource.logicalId}.`);
  }
}

const NAME_ATTRIBUTES = new Set(['QueueName', 'TopicName', 'ApiId', 'RoleId', 'Id']);
const REF_IS_ARN = new Set(['AWS::SNS::Topic', 'AWS::SecretsManager::Secret']);

/** The property that names a resource of a type, where the template's author may choose the name. */
const NAME_PROPERTIES: Readonly<Record<string, string>> = {
  'AWS::CloudWatch::Alarm': 'AlarmName',
  'AWS::CloudWatch::Dashboard': 'DashboardName',
  'AWS::DynamoDB::GlobalTable': 'TableName',
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::ApiGatewayV2::Stage': 'StageName',
  'AWS::Events::Rule': 'Name',
  'AWS::SecretsManager::Secret': 'Name',
};

function nameOf(resource: Resource, stackName: string, values: StackValues): string {
  const property = NAME_PROPERTIES[resource.type];
  const given = property === undefined ? undefined : resource.properties[property];
  const name = given === undefined ? undefined : resolve(given, values);
  return typeof name === 'string' ? name : `${stackName}-${resource.logicalId}`;
}

function queueUrl(name: string, { queues }: Addresses): string {
  return `${queues}/${ACCOUNT_ID}/${name}`;
}

function arnOf({ type }: Resource, name: string): string {
  const [service, path] = ARN_PARTS[type] ?? [type.split('::')[1]?.toLowerCase() ?? 'unknown', 'resource/'];
  return `arn:aws:${service}:${REGION}:${ACCOUNT_ID}:${path}${name}`;
}

const ARN_PARTS: Readonly<Record<string, readonly [service: string, path: string]>> = {
  'AWS::DynamoDB::GlobalTable': ['dynamodb', 'table/'],
  'AWS::DynamoDB::Table': ['dynamodb', 'table/'],
  'AWS::Events::Rule': ['events', 'rule/'],
  'AWS::IAM::Role': ['iam', 'role/'],
  'AWS::Lambda::Function': ['lambda', 'function:'],
  'AWS::Logs::LogGroup': ['logs', 'log-group:'],
  'AWS::SNS::Topic': ['sns', ''],
  'AWS::SQS::Queue': ['sqs', ''],
  'AWS::SecretsManager::Secret': ['secretsmanager', 'secret:'],
};

function pseudoParameters(stackName: string): Readonly<Record<string, unknown>> {
  return {
    'AWS::AccountId': ACCOUNT_ID,
    'AWS::NoValue': NO_VALUE,
    'AWS::NotificationARNs': [],
    'AWS::Partition': 'aws',
    'AWS::Region': REGION,
    'AWS::StackId': `arn:aws:cloudformation:${REGION}:${ACCOUNT_ID}:stack/${stackName}/local`,
    'AWS::StackName': stackName,
    'AWS::URLSuffix': 'amazonaws.com',
  };
}
