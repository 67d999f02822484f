-- Orleans ADO.NET grain storage, reminders and membership. The providers read their statements from OrleansQuery and
-- run them with the parameters and result columns that they name. Every write is one statement, so that no transaction
-- can stay open on a connection that goes back to a pool; and a state has one row, by its whole identity.
-- A parameter that may be null has its type beside it, since the server cannot infer one from nothing.

CREATE TABLE OrleansQuery (
    QueryKey  text COLLATE "C" PRIMARY KEY,
    QueryText text NOT NULL
);

CREATE TABLE OrleansStorage (
    GrainIdN0              bigint  NOT NULL,
    GrainIdN1              bigint  NOT NULL,
    GrainTypeHash          integer NOT NULL,
    GrainIdHash            integer NOT NULL,
    Version                integer NOT NULL,
    ServiceId              text    COLLATE "C" NOT NULL,
    GrainTypeString        text    COLLATE "C" NOT NULL,
    GrainIdExtensionString text    COLLATE "C" NOT NULL DEFAULT '',
    PayloadBinary          bytea,            -- null once the state was cleared
    PRIMARY KEY (GrainIdHash, GrainTypeHash, GrainIdN0, GrainIdN1, GrainIdExtensionString, GrainTypeString, ServiceId)
) WITH (fillfactor = 70);

CREATE TABLE OrleansReminder (
    StartTime    timestamptz NOT NULL,
    Period       bigint  NOT NULL,           -- milliseconds
    GrainHash    integer NOT NULL,
    Version      integer NOT NULL,
    ServiceId    text    COLLATE "C" NOT NULL,
    GrainId      text    COLLATE "C" NOT NULL,
    ReminderName text    COLLATE "C" NOT NULL,
    PRIMARY KEY (ServiceId, GrainId, ReminderName)
);

CREATE INDEX OrleansReminderHash ON OrleansReminder (ServiceId, GrainHash);

-- One row for each cluster: whoever changes a member must have seen this version, and makes the next one.
CREATE TABLE OrleansMembershipVersion (
    DeploymentId text    COLLATE "C" PRIMARY KEY,
    Version      integer NOT NULL
);

CREATE TABLE OrleansMembership (
    DeploymentId text    COLLATE "C" NOT NULL,
    Address      text    COLLATE "C" NOT NULL,
    Port         integer NOT NULL,
    Generation   integer NOT NULL,
    SiloName     text    NOT NULL,
    HostName     text    NOT NULL,
    Status       integer NOT NULL,
    ProxyPort    integer NOT NULL,           -- 0 when it is no gateway
    SuspectTimes text,
    StartTime    timestamptz NOT NULL,
    IAmAliveTime timestamptz NOT NULL,
    PRIMARY KEY (DeploymentId, Address, Port, Generation)
);

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
('ReadFromStorageKey',
'SELECT PayloadBinary, Version FROM OrleansStorage
WHERE GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash AND GrainIdN0 = @GrainIdN0
    AND GrainIdN1 = @GrainIdN1 AND GrainIdExtensionString = coalesce(@GrainIdExtensionString::text, '''')
    AND GrainTypeString = @GrainTypeString AND ServiceId = @ServiceId'),

-- The row is at the version that the writer read, or the writer read none and there is none. No row back: a conflict.
('WriteToStorageKey',
'WITH changed AS (
    UPDATE OrleansStorage SET PayloadBinary = @PayloadBinary::bytea, Version = Version + 1
    WHERE GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash AND GrainIdN0 = @GrainIdN0
        AND GrainIdN1 = @GrainIdN1 AND GrainIdExtensionString = coalesce(@GrainIdExtensionString::text, '''')
        AND GrainTypeString = @GrainTypeString AND ServiceId = @ServiceId
        AND Version = @GrainStateVersion::integer
    RETURNING Version),
added AS (
    INSERT INTO OrleansStorage (GrainIdHash, GrainTypeHash, GrainIdN0, GrainIdN1, GrainIdExtensionString,
        GrainTypeString, ServiceId, PayloadBinary, Version)
    SELECT @GrainIdHash, @GrainTypeHash, @GrainIdN0, @GrainIdN1, coalesce(@GrainIdExtensionString::text, ''''),
        @GrainTypeString, @ServiceId, @PayloadBinary::bytea, 1
    WHERE @GrainStateVersion::integer IS NULL
    ON CONFLICT DO NOTHING
    RETURNING Version)
SELECT Version AS NewGrainStateVersion FROM changed UNION ALL SELECT Version FROM added'),

('ClearStorageKey',
'UPDATE OrleansStorage SET PayloadBinary = NULL, Version = Version + 1
WHERE GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash AND GrainIdN0 = @GrainIdN0
    AND GrainIdN1 = @GrainIdN1 AND GrainIdExtensionString = coalesce(@GrainIdExtensionString::text, '''')
    AND GrainTypeString = @GrainTypeString AND ServiceId = @ServiceId AND Version = @GrainStateVersion::integer
RETURNING Version AS NewGrainStateVersion'),

('DeleteStorageKey',
'DELETE FROM OrleansStorage
WHERE GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash AND GrainIdN0 = @GrainIdN0
    AND GrainIdN1 = @GrainIdN1 AND GrainIdExtensionString = coalesce(@GrainIdExtensionString::text, '''')
    AND GrainTypeString = @GrainTypeString AND ServiceId = @ServiceId AND Version = @GrainStateVersion::integer
RETURNING Version + 1 AS NewGrainStateVersion'),

('UpsertReminderRowKey',
'INSERT INTO OrleansReminder (ServiceId, GrainId, ReminderName, StartTime, Period, GrainHash, Version)
VALUES (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash, 0)
ON CONFLICT (ServiceId, GrainId, ReminderName) DO UPDATE SET StartTime = excluded.StartTime,
    Period = excluded.Period, GrainHash = excluded.GrainHash, Version = OrleansReminder.Version + 1
RETURNING Version'),

('ReadReminderRowsKey',
'SELECT GrainId, ReminderName, StartTime, Period, Version FROM OrleansReminder
WHERE ServiceId = @ServiceId AND GrainId = @GrainId'),

('ReadReminderRowKey',
'SELECT GrainId, ReminderName, StartTime, Period, Version FROM OrleansReminder
WHERE ServiceId = @ServiceId AND GrainId = @GrainId AND ReminderName = @ReminderName'),

('ReadRangeRows1Key',
'SELECT GrainId, ReminderName, StartTime, Period, Version FROM OrleansReminder
WHERE ServiceId = @ServiceId AND GrainHash > @BeginHash AND GrainHash <= @EndHash'),

('ReadRangeRows2Key',
'SELECT GrainId, ReminderName, StartTime, Period, Version FROM OrleansReminder
WHERE ServiceId = @ServiceId AND (GrainHash > @BeginHash OR GrainHash <= @EndHash)'),

-- The provider wants one number back, also when there was nothing to delete.
('DeleteReminderRowKey',
'WITH gone AS (
    DELETE FROM OrleansReminder
    WHERE ServiceId = @ServiceId AND GrainId = @GrainId AND ReminderName = @ReminderName AND Version = @Version
    RETURNING 1)
SELECT count(*)::integer FROM gone'),

('DeleteReminderRowsKey',
'DELETE FROM OrleansReminder WHERE ServiceId = @ServiceId'),

('InsertMembershipVersionKey',
'WITH added AS (
    INSERT INTO OrleansMembershipVersion (DeploymentId, Version) VALUES (@DeploymentId, 0)
    ON CONFLICT DO NOTHING
    RETURNING 1)
SELECT count(*)::integer FROM added'),

-- A member and the version change together or not at all: 1 back, or 0.
('InsertMembershipKey',
'WITH counted AS (
    UPDATE OrleansMembershipVersion SET Version = Version + 1
    WHERE DeploymentId = @DeploymentId AND Version = @Version AND NOT EXISTS (
        SELECT 1 FROM OrleansMembership
        WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation)
    RETURNING DeploymentId),
added AS (
    INSERT INTO OrleansMembership (DeploymentId, Address, Port, Generation, SiloName, HostName, Status, ProxyPort,
        StartTime, IAmAliveTime)
    SELECT DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime,
        @IAmAliveTime
    FROM counted
    RETURNING 1)
SELECT count(*)::integer FROM added'),

-- The member is locked first, so that it cannot go between the look and the change.
('UpdateMembershipKey',
'WITH member AS MATERIALIZED (
    SELECT DeploymentId FROM OrleansMembership
    WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation
    FOR UPDATE),
counted AS (
    UPDATE OrleansMembershipVersion SET Version = Version + 1
    WHERE DeploymentId = (SELECT DeploymentId FROM member) AND Version = @Version
    RETURNING DeploymentId),
changed AS (
    UPDATE OrleansMembership
    SET Status = @Status, SuspectTimes = @SuspectTimes::text, IAmAliveTime = @IAmAliveTime
    WHERE DeploymentId = (SELECT DeploymentId FROM counted) AND Address = @Address AND Port = @Port
        AND Generation = @Generation
    RETURNING 1)
SELECT count(*)::integer FROM changed'),

('MembershipReadRowKey',
'SELECT v.DeploymentId, m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort,
    m.SuspectTimes, m.StartTime, m.IAmAliveTime, v.Version
FROM OrleansMembershipVersion v LEFT JOIN OrleansMembership m
    ON m.DeploymentId = v.DeploymentId AND m.Address = @Address AND m.Port = @Port AND m.Generation = @Generation
WHERE v.DeploymentId = @DeploymentId'),

('MembershipReadAllKey',
'SELECT v.DeploymentId, m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort,
    m.SuspectTimes, m.StartTime, m.IAmAliveTime, v.Version
FROM OrleansMembershipVersion v LEFT JOIN OrleansMembership m ON m.DeploymentId = v.DeploymentId
WHERE v.DeploymentId = @DeploymentId'),

-- Tells of life; not a change that others must have seen.
('UpdateIAmAlivetimeKey',
'UPDATE OrleansMembership SET IAmAliveTime = @IAmAliveTime
WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation'),

-- Status 3 is active.
('GatewaysQueryKey',
'SELECT Address, ProxyPort, Generation FROM OrleansMembership
WHERE DeploymentId = @DeploymentId AND Status = @Status AND ProxyPort > 0'),

('CleanupDefunctSiloEntriesKey',
'DELETE FROM OrleansMembership
WHERE DeploymentId = @DeploymentId AND IAmAliveTime < @IAmAliveTime AND Status <> 3'),

('DeleteMembershipTableEntriesKey',
'WITH members AS (
    DELETE FROM OrleansMembership WHERE DeploymentId = @DeploymentId)
DELETE FROM OrleansMembershipVersion WHERE DeploymentId = @DeploymentId');
