-- Hashed tokens, the sign-in and the state of alerts. Small; the same on every shard.
CREATE TABLE IF NOT EXISTS linecheck_settings @on_cluster
(
	key String,
	value String,
	version DateTime64(6, 'UTC') DEFAULT now64(6)
)
ENGINE = @engine(ReplacingMergeTree, version)
ORDER BY key;
