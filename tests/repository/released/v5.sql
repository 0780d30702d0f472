PRAGMA application_id = 1498367809;
PRAGMA user_version = 5;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE IF NOT EXISTS "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO _sqlite_migrations VALUES(1,'yogaflow','m001_sessions','2026-11-24 09:39:23.884037+00:00');
INSERT INTO _sqlite_migrations VALUES(2,'yogaflow','m002_guide','2026-11-24 13:22:10.928298+00:00');
INSERT INTO _sqlite_migrations VALUES(3,'yogaflow','m003_looking_back','2026-11-28 02:39:21.402760+00:00');
INSERT INTO _sqlite_migrations VALUES(4,'yogaflow','m004_access','2026-11-28 07:31:32.938712+00:00');
INSERT INTO _sqlite_migrations VALUES(5,'yogaflow','m005_note_words','2026-11-28 09:47:00.526331+00:00');
CREATE TABLE installation (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID
;
INSERT INTO installation VALUES('device_id','afdacb2d-ea29-4435-a744-e4498169af08');
CREATE TABLE profiles (
  profile_id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 32),
  display_name TEXT,
  token_hash TEXT NOT NULL CHECK (length(token_hash) = 64),
  token_store TEXT NOT NULL CHECK (token_store IN ('keyring', 'file')),
  keyring_backend TEXT,
  created_at_ms INTEGER NOT NULL
, ticket_secret TEXT CHECK (length(ticket_secret) = 64)) STRICT
;
INSERT INTO profiles VALUES(1,'8478355c-d21c-423f-8df7-8993a8683167','maya',NULL,'0000000000000000000000000000000000000000000000000000000000000000','file',NULL,1795435200000,'bcb04663cb6a3265739bff137f374efc8847f92cb506fa4e310dab60e53aef19');
CREATE TABLE settings (
  profile_id INTEGER NOT NULL REFERENCES profiles ON DELETE CASCADE,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (profile_id, name)
) STRICT, WITHOUT ROWID
;
INSERT INTO settings VALUES(1,'time_zone','Europe/Berlin');
CREATE TABLE sequences (
  sequence_id INTEGER PRIMARY KEY AUTOINCREMENT,
  profile_id INTEGER NOT NULL REFERENCES profiles ON DELETE CASCADE,
  content_hash TEXT NOT NULL CHECK (length(content_hash) = 64),
  slug TEXT NOT NULL,
  name TEXT NOT NULL,
  planned_seconds INTEGER NOT NULL CHECK (planned_seconds >= 0),
  steps INTEGER NOT NULL CHECK (steps > 0),
  content TEXT NOT NULL CHECK (json_valid(content)),
  UNIQUE (profile_id, content_hash)
) STRICT
;
INSERT INTO sequences VALUES(1,1,'6d5a0592a4f804a4590e1f69e1695e91c3c119540c652cac75b48ea436f8a09a','sun-salutation-a','Sun Salutation A',1800,50,'{"slug": "sun-salutation-a", "name": "Sun Salutation A", "style": "ashtanga", "steps": [{"pose": "tadasana", "english": "Mountain", "hold_milliseconds": 36000, "breath_milliseconds": 6000, "side": "left"}, {"pose": "tadasana", "english": "Mountain", "hold_milliseconds": 36000, "breath_milliseconds": 6000, "side": "left"}, {"pose": "tadasana", "english": "Mountain", "hold_milliseconds": 36000, "breath_milliseconds": 6000, "side": "left"}, {"pose": "tadasana", "english": "Mountain", "hold_milliseconds": 36000, "breath_milliseconds": 6000, "side": "left"}, {"pose": "tadasana", "english": "Mountain", "hold_milliseconds": 36000, "breath_milliseconds": 6000, "side": "left"}, {"pose": "tadasana", "english": "Mountain", "hold_milliseconds": 36000, "breath_milliseconds": 6000, "side": "left"}, {"pose": "tadasana", "english": "Mountain", "hold_milliseconds": 36000, "breath_milliseconds": 6000, "side": "left"}, {"pose": "tadasana", "english": "Mountain", "hold_milliseconds": 36000, "breath_milliseconds": 6000, "side": "left"}, {"pose": "tadasana", "english": "Mountain", "hold_milliseconds": 36000, "breath_milliseconds": 6000, "side": "left"}, {"pose": "tadasana", "english": "Mountain", "hold_milliseconds": 36000, "breath_milliseconds": 6000, "side": "left"}, {"pose": "tadasana", "english": "Mountain", "hold_milliseconds": 36000, "breath_milliseconds": 6000, "side": "left"}, {"pose": "tadasana", "english": "Mountain", "hold_milliseconds": 36000, "breath_milliseconds": 6000, "side": "left"}, {"pose": "tadasana", "english": "Mountain", "hold_milliseconds": 36000, "breath_milliseconds": 6000, "side": "left"}, {"pose": "tadasana", "english": "Mountain", "hold_milliseconds": 36000, "breath_milliseconds": 6000, "side": "left"}, {"pose": "tadasana", "english": "Mountain", "hold_milliseconds": 36000, "breath_milliseconds": 6000, "side": "left"}, {"pose": "tadasana", "english": "Mountain", "hold_milliseconds": 36000, "breath_milliseconds": 6000, "side": "left"}, {"pose": "tadasana", "english": "Mountain", "hold_milliseconds": 36000, "breath_milliseconds": 6000, "side": "left"}, {"pose": "tadasana", "english": "Mountain", "hold_milliseconds": 36000, "breath_milliseconds": 6000, "side": "left"}, {"pose": "tadasana", "english": "Mountain", "hold_milliseconds": 36000, "breath_milliseconds": 6000, "side": "left"}, {"pose": "tadasana", "english": "Mountain", "hold_milliseconds": 36000, "breath_milliseconds": 6000, "side": "left"}, {"pose": "tadasana", "english": "Mountain", "hold_milliseconds": 36000, "breath_milliseconds": 6000, "side": "left"}, {"pose": "tadasana", "english": "Mountain", "hold_milliseconds": 36000, "breath_milliseconds": 6000, "side": "left"}, {"pose": "tadasana", "english": "Mountain", "hold_milliseconds": 36000, "breath_milliseconds": 6000, "side": "left"}, {"pose": "tadasana", "english": "Mountain", "hold_milliseconds": 36000, "breath_milliseconds": 6000, "side": "left"}, {"pose": "tadasana", "english": "Mountain", "hold_milliseconds": 36000, "breath_milliseconds": 6000, "side": "left"}, {"pose": "tadasana", "english": "Mountain", "hold_milliseconds": 36000, "breath_milliseconds": 6000, "side": "left"}, {"pose": "tadasana", "english": "Mountain", "hold_milliseconds": 36000, "breath_milliseconds": 6000, "side": "left"}, {"pose": "tadasana", "english": "Mountain", "hold_milliseconds": 36000, "breath_milliseconds": 6000, "side": "left"}, {"pose": "tadasana", "english": "Mountain", "hold_milliseconds": 36000, "breath_milliseconds": 6000, "side": "left"}, {"pose": "tadasana", "english": "Mountain", "hold_milliseconds": 36000, "breath_milliseconds": 6000, "side": "left"}, {"pose": "tadasana", "english": "Mountain", "hold_milliseconds": 36000, "breath_milliseconds": 6000, "side": "left"}, {"pose": "tadasana", "english": "Mountain", "hold_milliseconds": 36000, "breath_milliseconds": 6000, "side": "left"}, {"pose": "tadasana", "english": "Mountain", "hold_milliseconds": 36000, "breath_milliseconds": 6000, "side": "left"}, {"pose": "tadasana", "english": "Mountain", "hold_milliseconds": 36000, "breath_milliseconds": 6000, "side": "left"}, {"pose": "tadasana", "english": "Mountain", "hold_milliseconds": 36000, "breath_milliseconds": 6000, "side": "left"}, {"pose": "tadasana", "english": "Mountain", "hold_milliseconds": 36000, "breath_milliseconds": 6000, "side": "left"}, {"pose": "tadasana", "english": "Mountain", "hold_milliseconds": 36000, "breath_milliseconds": 6000, "side": "left"}, {"pose": "tadasana", "english": "Mountain", "hold_milliseconds": 36000, "breath_milliseconds": 6000, "side": "left"}, {"pose": "tadasana", "english": "Mountain", "hold_milliseconds": 36000, "breath_milliseconds": 6000, "side": "left"}, {"pose": "tadasana", "english": "Mountain", "hold_milliseconds": 36000, "breath_milliseconds": 6000, "side": "left"}, {"pose": "tadasana", "english": "Mountain", "hold_milliseconds": 36000, "breath_milliseconds": 6000, "side": "left"}, {"pose": "tadasana", "english": "Mountain", "hold_milliseconds": 36000, "breath_milliseconds": 6000, "side": "left"}, {"pose": "tadasana", "english": "Mountain", "hold_milliseconds": 36000, "breath_milliseconds": 6000, "side": "left"}, {"pose": "tadasana", "english": "Mountain", "hold_milliseconds": 36000, "breath_milliseconds": 6000, "side": "left"}, {"pose": "tadasana", "english": "Mountain", "hold_milliseconds": 36000, "breath_milliseconds": 6000, "side": "left"}, {"pose": "tadasana", "english": "Mountain", "hold_milliseconds": 36000, "breath_milliseconds": 6000, "side": "left"}, {"pose": "tadasana", "english": "Mountain", "hold_milliseconds": 36000, "breath_milliseconds": 6000, "side": "left"}, {"pose": "tadasana", "english": "Mountain", "hold_milliseconds": 36000, "breath_milliseconds": 6000, "side": "left"}, {"pose": "tadasana", "english": "Mountain", "hold_milliseconds": 36000, "breath_milliseconds": 6000, "side": "left"}, {"pose": "tadasana", "english": "Mountain", "hold_milliseconds": 36000, "breath_milliseconds": 6000, "side": "left"}]}');
INSERT INTO sequences VALUES(2,1,'d3b6f3f93f1b4273917bc0be2d8ed49fa25a6b887ec87d361281dfeda05d4716','any','Any',132,4,'{"slug": "any", "name": "Any", "bell": "none", "steps": [{"pose": "mountain", "english": "Mountain", "hold_milliseconds": 30000, "breath_milliseconds": 6000, "transition_milliseconds": 2000}, {"pose": "warrior", "english": "Warrior", "hold_milliseconds": 20000, "breath_milliseconds": 6000, "side": "right"}, {"pose": "warrior", "english": "Warrior", "hold_milliseconds": 20000, "breath_milliseconds": 6000, "side": "left"}, {"pose": "corpse", "english": "Corpse", "hold_milliseconds": 60000, "breath_milliseconds": 6000}]}');
CREATE TABLE sessions (
  session_id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL UNIQUE,
  profile_id INTEGER NOT NULL REFERENCES profiles ON DELETE CASCADE,
  sequence_id INTEGER REFERENCES sequences ON DELETE RESTRICT,
  style TEXT,
  started_at_ms INTEGER NOT NULL,
  started_offset_seconds INTEGER NOT NULL CHECK (abs(started_offset_seconds) < 86400),
  ended_at_ms INTEGER CHECK (ended_at_ms >= started_at_ms),
  ended_offset_seconds INTEGER CHECK (abs(ended_offset_seconds) < 86400),
  time_zone TEXT NOT NULL,
  practice_day TEXT NOT NULL CHECK (practice_day GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  state TEXT NOT NULL CHECK (state IN ('active', 'paused', 'ended')),
  duration_seconds INTEGER NOT NULL CHECK (duration_seconds >= 0),
  completion_status TEXT NOT NULL CHECK (completion_status IN ('completed', 'partial', 'abandoned')),
  poses_completed INTEGER NOT NULL CHECK (poses_completed >= 0),
  target_seconds INTEGER CHECK (target_seconds BETWEEN 0 AND 14400),
  source TEXT NOT NULL,
  arrived_open INTEGER NOT NULL DEFAULT 0 CHECK (arrived_open IN (0, 1)),
  note TEXT CHECK (length(note) <= 4000),
  effort INTEGER CHECK (effort BETWEEN 1 AND 10),
  mood_before INTEGER CHECK (mood_before BETWEEN 1 AND 5),
  mood_after INTEGER CHECK (mood_after BETWEEN 1 AND 5),
  energy_before INTEGER CHECK (energy_before BETWEEN 1 AND 5),
  energy_after INTEGER CHECK (energy_after BETWEEN 1 AND 5),
  CHECK ((state = 'ended') = (ended_at_ms IS NOT NULL)),
  CHECK ((ended_at_ms IS NULL) = (ended_offset_seconds IS NULL)),
  CHECK (state <> 'ended' OR duration_seconds <= 14400),
  CHECK (state = 'ended' OR completion_status = 'abandoned')
) STRICT
;
INSERT INTO sessions VALUES(1,'9310049f-350e-47da-9fb2-1b557e3cc6d9',1,NULL,'yin',1795435200000,3600,1795437000000,3600,'Europe/Berlin','2026-11-23','ended',1680,'completed',0,NULL,'timer',0,replace('calm\nlater','\n',char(10)),4,3,5,2,4);
INSERT INTO sessions VALUES(2,'3054c54a-72bb-4ac6-b930-20574049ed14',1,1,'ashtanga',1795438800000,3600,1795440000000,3600,'Europe/Berlin','2026-11-23','ended',1200,'partial',30,NULL,'timer',0,'long and steady',NULL,NULL,NULL,NULL,NULL);
INSERT INTO sessions VALUES(5,'3688d0c9-f09c-4de5-acd0-741fd198f91d',1,2,NULL,1795635210000,3600,1795635342000,3600,'Europe/Berlin','2026-11-25','ended',132,'completed',4,NULL,'timer',0,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO sessions VALUES(6,'75164e19-576c-4ff3-9287-07a85e881fe5',1,2,NULL,1795735210000,3600,NULL,NULL,'Europe/Berlin','2026-11-26','paused',40,'abandoned',1,NULL,'timer',0,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO sessions VALUES(7,'3022bd4a-8063-4798-8d83-61e75e20afe0',1,NULL,'yin',1792843200000,7200,1792845600000,7200,'Europe/Berlin','2026-10-24','ended',2400,'completed',0,NULL,'log',0,'Calm, Vrksasana at last',NULL,NULL,NULL,NULL,NULL);
CREATE TABLE segments (
  session_id INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
  position INTEGER NOT NULL,
  started_at_ms INTEGER NOT NULL,
  ended_at_ms INTEGER CHECK (ended_at_ms >= started_at_ms),
  stated_ms INTEGER CHECK (stated_ms >= 0),
  PRIMARY KEY (session_id, position)
) STRICT, WITHOUT ROWID
;
INSERT INTO segments VALUES(1,0,1795435200000,1795435800000,NULL);
INSERT INTO segments VALUES(1,1,1795435920000,1795437000000,NULL);
INSERT INTO segments VALUES(2,0,1795438800000,1795440000000,NULL);
INSERT INTO segments VALUES(5,0,1795635210000,1795635342000,NULL);
INSERT INTO segments VALUES(6,0,1795735210000,1795735250000,NULL);
INSERT INTO segments VALUES(7,0,1792843200000,1792845600000,NULL);
CREATE TABLE pauses (
  session_id INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
  position INTEGER NOT NULL,
  started_at_ms INTEGER NOT NULL,
  ended_at_ms INTEGER CHECK (ended_at_ms >= started_at_ms),
  PRIMARY KEY (session_id, position)
) STRICT, WITHOUT ROWID
;
INSERT INTO pauses VALUES(1,0,1795435800000,1795435920000);
INSERT INTO pauses VALUES(6,0,1795735250000,NULL);
CREATE TABLE session_tags (
  session_id INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
  tag TEXT NOT NULL,
  PRIMARY KEY (session_id, tag)
) STRICT, WITHOUT ROWID
;
INSERT INTO session_tags VALUES(1,'home');
INSERT INTO session_tags VALUES(7,'home');
INSERT INTO session_tags VALUES(1,'mat');
CREATE TABLE changes (
  change_id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL UNIQUE,
  profile_id INTEGER NOT NULL REFERENCES profiles ON DELETE CASCADE,
  device_id TEXT NOT NULL,
  recorded_at_ms INTEGER NOT NULL,
  action TEXT NOT NULL,
  standing TEXT NOT NULL CHECK (standing IN ('applied', 'undone', 'superseded', 'final')),
  reverts INTEGER REFERENCES changes ON DELETE SET NULL
) STRICT
;
INSERT INTO changes VALUES(1,'0e4b8b6f-6783-4973-a25d-ada8da8d31a3',1,'afdacb2d-ea29-4435-a744-e4498169af08',1795435200000,'config set','applied',NULL);
INSERT INTO changes VALUES(2,'9b412d47-5987-4693-951d-5ff6f6a5f2a8',1,'afdacb2d-ea29-4435-a744-e4498169af08',1795435200000,'start','applied',NULL);
INSERT INTO changes VALUES(3,'b7e864d4-093e-4455-a79a-971d1e9ab0c3',1,'afdacb2d-ea29-4435-a744-e4498169af08',1795435800000,'pause','applied',NULL);
INSERT INTO changes VALUES(4,'9068ea54-ae34-4b27-a509-0d1e922dd3f1',1,'afdacb2d-ea29-4435-a744-e4498169af08',1795435920000,'resume','applied',NULL);
INSERT INTO changes VALUES(5,'14572a96-f426-470f-8480-333a053dea46',1,'afdacb2d-ea29-4435-a744-e4498169af08',1795437000000,'complete','applied',NULL);
INSERT INTO changes VALUES(6,'d4afd5c5-c3e1-4822-af97-a12567a66d8b',1,'afdacb2d-ea29-4435-a744-e4498169af08',1795438800000,'start','applied',NULL);
INSERT INTO changes VALUES(7,'2dfd500f-949e-4ee7-957e-50ed2429964a',1,'afdacb2d-ea29-4435-a744-e4498169af08',1795442400000,'complete','applied',NULL);
INSERT INTO changes VALUES(8,'aa7050f0-b4b8-4fe4-bd89-98857b31d0d1',1,'afdacb2d-ea29-4435-a744-e4498169af08',1795446000000,'start','applied',NULL);
INSERT INTO changes VALUES(9,'9d8f1650-d412-4ab0-936b-5bb72fc1f0f5',1,'afdacb2d-ea29-4435-a744-e4498169af08',1795446060000,'discard','applied',NULL);
INSERT INTO changes VALUES(10,'e645b52f-1e5b-43e8-ac75-2fc4f2cc75cc',1,'afdacb2d-ea29-4435-a744-e4498169af08',1795449600000,'start','applied',NULL);
INSERT INTO changes VALUES(11,'1b5cf81e-f603-48db-82fa-6ea4b4d051a7',1,'afdacb2d-ea29-4435-a744-e4498169af08',1795449900000,'pause','applied',NULL);
INSERT INTO changes VALUES(12,'8c1e53c5-2d8f-455d-9779-508d4248b441',1,'afdacb2d-ea29-4435-a744-e4498169af08',1795593600000,'discard','applied',NULL);
INSERT INTO changes VALUES(13,'5f5a06f1-b94a-4af1-85e3-b84c117a2c62',1,'afdacb2d-ea29-4435-a744-e4498169af08',1795635350000,'guide','applied',NULL);
INSERT INTO changes VALUES(14,'85b1d8c6-56ee-4f8a-9ac8-f22e9d8ac10e',1,'afdacb2d-ea29-4435-a744-e4498169af08',1795735250000,'guide','applied',NULL);
INSERT INTO changes VALUES(15,'2f9ad26f-bc94-4761-bf89-0d36f0ffe181',1,'afdacb2d-ea29-4435-a744-e4498169af08',1795435200000,'rest add','applied',NULL);
INSERT INTO changes VALUES(16,'37735e27-49a8-4caf-ad03-b4f58ec5ec9f',1,'afdacb2d-ea29-4435-a744-e4498169af08',1795435200000,'log','applied',NULL);
INSERT INTO changes VALUES(17,'1c8f76cb-2cc2-44f7-8324-dff39ac4f0d0',1,'afdacb2d-ea29-4435-a744-e4498169af08',1795852800000,'edit','applied',NULL);
INSERT INTO changes VALUES(18,'bf2ffc2e-2384-4f05-b133-c5812c1eabd4',1,'afdacb2d-ea29-4435-a744-e4498169af08',1795852860000,'edit','applied',NULL);
CREATE TABLE steps (
  session_id INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
  position INTEGER NOT NULL,
  step_number INTEGER NOT NULL CHECK (step_number > 0),
  pose TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('held', 'shortened', 'skipped')),
  side TEXT CHECK (side IN ('left', 'right')),
  planned_ms INTEGER NOT NULL CHECK (planned_ms >= 0),
  practised_ms INTEGER NOT NULL CHECK (practised_ms >= 0),
  PRIMARY KEY (session_id, position)
) STRICT, WITHOUT ROWID
;
INSERT INTO steps VALUES(5,0,1,'mountain','held',NULL,32000,32000);
INSERT INTO steps VALUES(5,1,2,'warrior','held','right',20000,20000);
INSERT INTO steps VALUES(5,2,3,'warrior','held','left',20000,20000);
INSERT INTO steps VALUES(5,3,4,'corpse','held',NULL,60000,60000);
INSERT INTO steps VALUES(6,0,1,'mountain','held',NULL,32000,32000);
CREATE TABLE guide_marks (
  session_id INTEGER PRIMARY KEY REFERENCES sessions ON DELETE CASCADE,
  step_number INTEGER CHECK (step_number > 0),
  into_ms INTEGER NOT NULL,
  changed_ms INTEGER NOT NULL,
  active_ms INTEGER NOT NULL CHECK (active_ms >= 0),
  seen_at_ms INTEGER,
  bell_every_ms INTEGER CHECK (bell_every_ms > 0)
) STRICT
;
INSERT INTO guide_marks VALUES(5,5,0,0,132000,NULL,NULL);
INSERT INTO guide_marks VALUES(6,2,8000,0,40000,NULL,NULL);
CREATE TABLE day_totals (
  profile_id INTEGER NOT NULL REFERENCES profiles ON DELETE CASCADE,
  kind TEXT NOT NULL,
  practice_day TEXT NOT NULL,
  label TEXT NOT NULL,
  completed INTEGER NOT NULL CHECK (completed >= 0),
  completed_seconds INTEGER NOT NULL CHECK (completed_seconds >= 0),
  partial INTEGER NOT NULL CHECK (partial >= 0),
  partial_seconds INTEGER NOT NULL CHECK (partial_seconds >= 0),
  abandoned INTEGER NOT NULL CHECK (abandoned >= 0),
  abandoned_seconds INTEGER NOT NULL CHECK (abandoned_seconds >= 0),
  PRIMARY KEY (profile_id, kind, practice_day, label)
) STRICT, WITHOUT ROWID
;
INSERT INTO day_totals VALUES(1,'all','2026-10-24','',1,2400,0,0,0,0);
INSERT INTO day_totals VALUES(1,'all','2026-11-23','',1,1680,1,1200,0,0);
INSERT INTO day_totals VALUES(1,'all','2026-11-25','',1,132,0,0,0,0);
INSERT INTO day_totals VALUES(1,'energy_after','2026-11-23','4',1,1680,0,0,0,0);
INSERT INTO day_totals VALUES(1,'energy_before','2026-11-23','2',1,1680,0,0,0,0);
INSERT INTO day_totals VALUES(1,'hour','2026-10-24','14',1,2400,0,0,0,0);
INSERT INTO day_totals VALUES(1,'hour','2026-11-23','13',1,1680,0,0,0,0);
INSERT INTO day_totals VALUES(1,'hour','2026-11-23','14',0,0,1,1200,0,0);
INSERT INTO day_totals VALUES(1,'hour','2026-11-25','20',1,132,0,0,0,0);
INSERT INTO day_totals VALUES(1,'mood_after','2026-11-23','5',1,1680,0,0,0,0);
INSERT INTO day_totals VALUES(1,'mood_before','2026-11-23','3',1,1680,0,0,0,0);
INSERT INTO day_totals VALUES(1,'sequence','2026-10-24','',1,2400,0,0,0,0);
INSERT INTO day_totals VALUES(1,'sequence','2026-11-23','',1,1680,0,0,0,0);
INSERT INTO day_totals VALUES(1,'sequence','2026-11-23','sun-salutation-a',0,0,1,1200,0,0);
INSERT INTO day_totals VALUES(1,'sequence','2026-11-25','any',1,132,0,0,0,0);
INSERT INTO day_totals VALUES(1,'style','2026-10-24','yin',1,2400,0,0,0,0);
INSERT INTO day_totals VALUES(1,'style','2026-11-23','ashtanga',0,0,1,1200,0,0);
INSERT INTO day_totals VALUES(1,'style','2026-11-23','yin',1,1680,0,0,0,0);
INSERT INTO day_totals VALUES(1,'style','2026-11-25','',1,132,0,0,0,0);
INSERT INTO day_totals VALUES(1,'tag','2026-10-24','home',1,2400,0,0,0,0);
INSERT INTO day_totals VALUES(1,'tag','2026-11-23','',0,0,1,1200,0,0);
INSERT INTO day_totals VALUES(1,'tag','2026-11-23','home',1,1680,0,0,0,0);
INSERT INTO day_totals VALUES(1,'tag','2026-11-23','mat',1,1680,0,0,0,0);
INSERT INTO day_totals VALUES(1,'tag','2026-11-25','',1,132,0,0,0,0);
CREATE TABLE year_totals (
  profile_id INTEGER NOT NULL REFERENCES profiles ON DELETE CASCADE,
  kind TEXT NOT NULL,
  year TEXT NOT NULL,
  label TEXT NOT NULL,
  days INTEGER NOT NULL CHECK (days >= 0),
  completed INTEGER NOT NULL CHECK (completed >= 0),
  completed_seconds INTEGER NOT NULL CHECK (completed_seconds >= 0),
  partial INTEGER NOT NULL CHECK (partial >= 0),
  partial_seconds INTEGER NOT NULL CHECK (partial_seconds >= 0),
  abandoned INTEGER NOT NULL CHECK (abandoned >= 0),
  abandoned_seconds INTEGER NOT NULL CHECK (abandoned_seconds >= 0),
  PRIMARY KEY (profile_id, kind, year, label)
) STRICT, WITHOUT ROWID
;
INSERT INTO year_totals VALUES(1,'all','2026','',3,3,4212,1,1200,0,0);
INSERT INTO year_totals VALUES(1,'energy_after','2026','4',1,1,1680,0,0,0,0);
INSERT INTO year_totals VALUES(1,'energy_before','2026','2',1,1,1680,0,0,0,0);
INSERT INTO year_totals VALUES(1,'hour','2026','13',1,1,1680,0,0,0,0);
INSERT INTO year_totals VALUES(1,'hour','2026','14',2,1,2400,1,1200,0,0);
INSERT INTO year_totals VALUES(1,'hour','2026','20',1,1,132,0,0,0,0);
INSERT INTO year_totals VALUES(1,'mood_after','2026','5',1,1,1680,0,0,0,0);
INSERT INTO year_totals VALUES(1,'mood_before','2026','3',1,1,1680,0,0,0,0);
INSERT INTO year_totals VALUES(1,'sequence','2026','',2,2,4080,0,0,0,0);
INSERT INTO year_totals VALUES(1,'sequence','2026','any',1,1,132,0,0,0,0);
INSERT INTO year_totals VALUES(1,'sequence','2026','sun-salutation-a',1,0,0,1,1200,0,0);
INSERT INTO year_totals VALUES(1,'style','2026','',1,1,132,0,0,0,0);
INSERT INTO year_totals VALUES(1,'style','2026','ashtanga',1,0,0,1,1200,0,0);
INSERT INTO year_totals VALUES(1,'style','2026','yin',2,2,4080,0,0,0,0);
INSERT INTO year_totals VALUES(1,'tag','2026','',2,1,132,1,1200,0,0);
INSERT INTO year_totals VALUES(1,'tag','2026','home',2,2,4080,0,0,0,0);
INSERT INTO year_totals VALUES(1,'tag','2026','mat',1,1,1680,0,0,0,0);
CREATE TABLE rests (
  rest_id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL UNIQUE,
  profile_id INTEGER NOT NULL REFERENCES profiles ON DELETE CASCADE,
  first_day TEXT NOT NULL CHECK (first_day GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  last_day TEXT NOT NULL CHECK (last_day GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  reason TEXT CHECK (length(reason) BETWEEN 1 AND 60),
  CHECK (last_day >= first_day)
) STRICT
;
INSERT INTO rests VALUES(1,'7065be80-a575-43b8-a014-38a642032228',1,'2026-11-20','2026-11-22','a cold');
PRAGMA writable_schema=ON;
INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','note_words','note_words',0,'CREATE VIRTUAL TABLE note_words USING fts5 (
  note, content = ''sessions'', content_rowid = ''session_id'', tokenize = ''unicode61 remove_diacritics 2''
)');
CREATE TABLE IF NOT EXISTS 'note_words_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO note_words_data VALUES(1,X'0509');
INSERT INTO note_words_data VALUES(10,X'000000000101010001010101');
INSERT INTO note_words_data VALUES(137438953473,X'000000500430616e64020203020174070204010463616c6d01020206020201046c617374070205030374657201020302036f6e670202020106737465616479020204010976726b736173616e610702030408060c0908080b');
CREATE TABLE IF NOT EXISTS 'note_words_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
INSERT INTO note_words_idx VALUES(1,X'',2);
CREATE TABLE IF NOT EXISTS 'note_words_docsize'(id INTEGER PRIMARY KEY, sz BLOB);
INSERT INTO note_words_docsize VALUES(1,X'02');
INSERT INTO note_words_docsize VALUES(2,X'03');
INSERT INTO note_words_docsize VALUES(5,X'00');
INSERT INTO note_words_docsize VALUES(6,X'00');
INSERT INTO note_words_docsize VALUES(7,X'04');
CREATE TABLE IF NOT EXISTS 'note_words_config'(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO note_words_config VALUES('version',4);
CREATE TABLE changed_records (
  change_id INTEGER NOT NULL REFERENCES changes ON DELETE CASCADE,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('session', 'setting', 'sequence', 'profile', 'rest')),
  identity TEXT NOT NULL,
  before TEXT CHECK (before IS NULL OR json_valid(before)),
  after TEXT CHECK (after IS NULL OR json_valid(after)),
  PRIMARY KEY (change_id, position)
) STRICT, WITHOUT ROWID
;
INSERT INTO changed_records VALUES(1,0,'setting','time_zone',NULL,'{"value":"Europe/Berlin"}');
INSERT INTO changed_records VALUES(2,0,'session','9310049f-350e-47da-9fb2-1b557e3cc6d9',NULL,'{"uuid":"9310049f-350e-47da-9fb2-1b557e3cc6d9","session_id":1,"sequence_hash":null,"style":"yin","started_at":"2026-11-23T12:00:00.000Z","started_offset_seconds":3600,"completed_at":null,"completed_offset_seconds":null,"time_zone":"Europe/Berlin","completion_status":"abandoned","poses_completed":0,"target_seconds":null,"source":"timer","arrived_open":false,"tags":["home","mat"],"note":"calm","effort":null,"mood_before":3,"mood_after":null,"energy_before":2,"energy_after":null,"segments":[{"started_at":"2026-11-23T12:00:00.000Z","ended_at":null}],"pauses":[]}');
INSERT INTO changed_records VALUES(3,0,'session','9310049f-350e-47da-9fb2-1b557e3cc6d9','{"uuid":"9310049f-350e-47da-9fb2-1b557e3cc6d9","session_id":1,"sequence_hash":null,"style":"yin","started_at":"2026-11-23T12:00:00.000Z","started_offset_seconds":3600,"completed_at":null,"completed_offset_seconds":null,"time_zone":"Europe/Berlin","completion_status":"abandoned","poses_completed":0,"target_seconds":null,"source":"timer","arrived_open":false,"tags":["home","mat"],"note":"calm","effort":null,"mood_before":3,"mood_after":null,"energy_before":2,"energy_after":null,"segments":[{"started_at":"2026-11-23T12:00:00.000Z","ended_at":null}],"pauses":[]}','{"uuid":"9310049f-350e-47da-9fb2-1b557e3cc6d9","session_id":1,"sequence_hash":null,"style":"yin","started_at":"2026-11-23T12:00:00.000Z","started_offset_seconds":3600,"completed_at":null,"completed_offset_seconds":null,"time_zone":"Europe/Berlin","completion_status":"abandoned","poses_completed":0,"target_seconds":null,"source":"timer","arrived_open":false,"tags":["home","mat"],"note":"calm","effort":null,"mood_before":3,"mood_after":null,"energy_before":2,"energy_after":null,"segments":[{"started_at":"2026-11-23T12:00:00.000Z","ended_at":"2026-11-23T12:10:00.000Z"}],"pauses":[{"started_at":"2026-11-23T12:10:00.000Z","ended_at":null}]}');
INSERT INTO changed_records VALUES(4,0,'session','9310049f-350e-47da-9fb2-1b557e3cc6d9','{"uuid":"9310049f-350e-47da-9fb2-1b557e3cc6d9","session_id":1,"sequence_hash":null,"style":"yin","started_at":"2026-11-23T12:00:00.000Z","started_offset_seconds":3600,"completed_at":null,"completed_offset_seconds":null,"time_zone":"Europe/Berlin","completion_status":"abandoned","poses_completed":0,"target_seconds":null,"source":"timer","arrived_open":false,"tags":["home","mat"],"note":"calm","effort":null,"mood_before":3,"mood_after":null,"energy_before":2,"energy_after":null,"segments":[{"started_at":"2026-11-23T12:00:00.000Z","ended_at":"2026-11-23T12:10:00.000Z"}],"pauses":[{"started_at":"2026-11-23T12:10:00.000Z","ended_at":null}]}','{"uuid":"9310049f-350e-47da-9fb2-1b557e3cc6d9","session_id":1,"sequence_hash":null,"style":"yin","started_at":"2026-11-23T12:00:00.000Z","started_offset_seconds":3600,"completed_at":null,"completed_offset_seconds":null,"time_zone":"Europe/Berlin","completion_status":"abandoned","poses_completed":0,"target_seconds":null,"source":"timer","arrived_open":false,"tags":["home","mat"],"note":"calm","effort":null,"mood_before":3,"mood_after":null,"energy_before":2,"energy_after":null,"segments":[{"started_at":"2026-11-23T12:00:00.000Z","ended_at":"2026-11-23T12:10:00.000Z"},{"started_at":"2026-11-23T12:12:00.000Z","ended_at":null}],"pauses":[{"started_at":"2026-11-23T12:10:00.000Z","ended_at":"2026-11-23T12:12:00.000Z"}]}');
INSERT INTO changed_records VALUES(5,0,'session','9310049f-350e-47da-9fb2-1b557e3cc6d9','{"uuid":"9310049f-350e-47da-9fb2-1b557e3cc6d9","session_id":1,"sequence_hash":null,"style":"yin","started_at":"2026-11-23T12:00:00.000Z","started_offset_seconds":3600,"completed_at":null,"completed_offset_seconds":null,"time_zone":"Europe/Berlin","completion_status":"abandoned","poses_completed":0,"target_seconds":null,"source":"timer","arrived_open":false,"tags":["home","mat"],"note":"calm","effort":null,"mood_before":3,"mood_after":null,"energy_before":2,"energy_after":null,"segments":[{"started_at":"2026-11-23T12:00:00.000Z","ended_at":"2026-11-23T12:10:00.000Z"},{"started_at":"2026-11-23T12:12:00.000Z","ended_at":null}],"pauses":[{"started_at":"2026-11-23T12:10:00.000Z","ended_at":"2026-11-23T12:12:00.000Z"}]}','{"uuid":"9310049f-350e-47da-9fb2-1b557e3cc6d9","session_id":1,"sequence_hash":null,"style":"yin","started_at":"2026-11-23T12:00:00.000Z","started_offset_seconds":3600,"completed_at":"2026-11-23T12:30:00.000Z","completed_offset_seconds":3600,"time_zone":"Europe/Berlin","completion_status":"completed","poses_completed":0,"target_seconds":null,"source":"timer","arrived_open":false,"tags":["home","mat"],"note":"calm\nlater","effort":4,"mood_before":3,"mood_after":5,"energy_before":2,"energy_after":4,"segments":[{"started_at":"2026-11-23T12:00:00.000Z","ended_at":"2026-11-23T12:10:00.000Z"},{"started_at":"2026-11-23T12:12:00.000Z","ended_at":"2026-11-23T12:30:00.000Z"}],"pauses":[{"started_at":"2026-11-23T12:10:00.000Z","ended_at":"2026-11-23T12:12:00.000Z"}]}');
INSERT INTO changed_records VALUES(6,0,'sequence','6d5a0592a4f804a4590e1f69e1695e91c3c119540c652cac75b48ea436f8a09a',NULL,'{"slug":"sun-salutation-a","name":"Sun Salutation A","style":"ashtanga","steps":[{"pose":"tadasana","english":"Mountain","hold_milliseconds":36000,"breath_milliseconds":6000,"side":"left"},{"pose":"tadasana","english":"Mountain","hold_milliseconds":36000,"breath_milliseconds":6000,"side":"left"},{"pose":"tadasana","english":"Mountain","hold_milliseconds":36000,"breath_milliseconds":6000,"side":"left"},{"pose":"tadasana","english":"Mountain","hold_milliseconds":36000,"breath_milliseconds":6000,"side":"left"},{"pose":"tadasana","english":"Mountain","hold_milliseconds":36000,"breath_milliseconds":6000,"side":"left"},{"pose":"tadasana","english":"Mountain","hold_milliseconds":36000,"breath_milliseconds":6000,"side":"left"},{"pose":"tadasana","english":"Mountain","hold_milliseconds":36000,"breath_milliseconds":6000,"side":"left"},{"pose":"tadasana","english":"Mountain","hold_milliseconds":36000,"breath_milliseconds":6000,"side":"left"},{"pose":"tadasana","english":"Mountain","hold_milliseconds":36000,"breath_milliseconds":6000,"side":"left"},{"pose":"tadasana","english":"Mountain","hold_milliseconds":36000,"breath_milliseconds":6000,"side":"left"},{"pose":"tadasana","english":"Mountain","hold_milliseconds":36000,"breath_milliseconds":6000,"side":"left"},{"pose":"tadasana","english":"Mountain","hold_milliseconds":36000,"breath_milliseconds":6000,"side":"left"},{"pose":"tadasana","english":"Mountain","hold_milliseconds":36000,"breath_milliseconds":6000,"side":"left"},{"pose":"tadasana","english":"Mountain","hold_milliseconds":36000,"breath_milliseconds":6000,"side":"left"},{"pose":"tadasana","english":"Mountain","hold_milliseconds":36000,"breath_milliseconds":6000,"side":"left"},{"pose":"tadasana","english":"Mountain","hold_milliseconds":36000,"breath_milliseconds":6000,"side":"left"},{"pose":"tadasana","english":"Mountain","hold_milliseconds":36000,"breath_milliseconds":6000,"side":"left"},{"pose":"tadasana","english":"Mountain","hold_milliseconds":36000,"breath_milliseconds":6000,"side":"left"},{"pose":"tadasana","english":"Mountain","hold_milliseconds":36000,"breath_milliseconds":6000,"side":"left"},{"pose":"tadasana","english":"Mountain","hold_milliseconds":36000,"breath_milliseconds":6000,"side":"left"},{"pose":"tadasana","english":"Mountain","hold_milliseconds":36000,"breath_milliseconds":6000,"side":"left"},{"pose":"tadasana","english":"Mountain","hold_milliseconds":36000,"breath_milliseconds":6000,"side":"left"},{"pose":"tadasana","english":"Mountain","hold_milliseconds":36000,"breath_milliseconds":6000,"side":"left"},{"pose":"tadasana","english":"Mountain","hold_milliseconds":36000,"breath_milliseconds":6000,"side":"left"},{"pose":"tadasana","english":"Mountain","hold_milliseconds":36000,"breath_milliseconds":6000,"side":"left"},{"pose":"tadasana","english":"Mountain","hold_milliseconds":36000,"breath_milliseconds":6000,"side":"left"},{"pose":"tadasana","english":"Mountain","hold_milliseconds":36000,"breath_milliseconds":6000,"side":"left"},{"pose":"tadasana","english":"Mountain","hold_milliseconds":36000,"breath_milliseconds":6000,"side":"left"},{"pose":"tadasana","english":"Mountain","hold_milliseconds":36000,"breath_milliseconds":6000,"side":"left"},{"pose":"tadasana","english":"Mountain","hold_milliseconds":36000,"breath_milliseconds":6000,"side":"left"},{"pose":"tadasana","english":"Mountain","hold_milliseconds":36000,"breath_milliseconds":6000,"side":"left"},{"pose":"tadasana","english":"Mountain","hold_milliseconds":36000,"breath_milliseconds":6000,"side":"left"},{"pose":"tadasana","english":"Mountain","hold_milliseconds":36000,"breath_milliseconds":6000,"side":"left"},{"pose":"tadasana","english":"Mountain","hold_milliseconds":36000,"breath_milliseconds":6000,"side":"left"},{"pose":"tadasana","english":"Mountain","hold_milliseconds":36000,"breath_milliseconds":6000,"side":"left"},{"pose":"tadasana","english":"Mountain","hold_milliseconds":36000,"breath_milliseconds":6000,"side":"left"},{"pose":"tadasana","english":"Mountain","hold_milliseconds":36000,"breath_milliseconds":6000,"side":"left"},{"pose":"tadasana","english":"Mountain","hold_milliseconds":36000,"breath_milliseconds":6000,"side":"left"},{"pose":"tadasana","english":"Mountain","hold_milliseconds":36000,"breath_milliseconds":6000,"side":"left"},{"pose":"tadasana","english":"Mountain","hold_milliseconds":36000,"breath_milliseconds":6000,"side":"left"},{"pose":"tadasana","english":"Mountain","hold_milliseconds":36000,"breath_milliseconds":6000,"side":"left"},{"pose":"tadasana","english":"Mountain","hold_milliseconds":36000,"breath_milliseconds":6000,"side":"left"},{"pose":"tadasana","english":"Mountain","hold_milliseconds":36000,"breath_milliseconds":6000,"side":"left"},{"pose":"tadasana","english":"Mountain","hold_milliseconds":36000,"breath_milliseconds":6000,"side":"left"},{"pose":"tadasana","english":"Mountain","hold_milliseconds":36000,"breath_milliseconds":6000,"side":"left"},{"pose":"tadasana","english":"Mountain","hold_milliseconds":36000,"breath_milliseconds":6000,"side":"left"},{"pose":"tadasana","english":"Mountain","hold_milliseconds":36000,"breath_milliseconds":6000,"side":"left"},{"pose":"tadasana","english":"Mountain","hold_milliseconds":36000,"breath_milliseconds":6000,"side":"left"},{"pose":"tadasana","english":"Mountain","hold_milliseconds":36000,"breath_milliseconds":6000,"side":"left"},{"pose":"tadasana","english":"Mountain","hold_milliseconds":36000,"breath_milliseconds":6000,"side":"left"}]}');
INSERT INTO changed_records VALUES(6,1,'session','3054c54a-72bb-4ac6-b930-20574049ed14',NULL,'{"uuid":"3054c54a-72bb-4ac6-b930-20574049ed14","session_id":2,"sequence_hash":"6d5a0592a4f804a4590e1f69e1695e91c3c119540c652cac75b48ea436f8a09a","style":"ashtanga","started_at":"2026-11-23T13:00:00.000Z","started_offset_seconds":3600,"completed_at":null,"completed_offset_seconds":null,"time_zone":"Europe/Berlin","completion_status":"abandoned","poses_completed":0,"target_seconds":null,"source":"timer","arrived_open":false,"tags":[],"note":null,"effort":null,"mood_before":null,"mood_after":null,"energy_before":null,"energy_after":null,"segments":[{"started_at":"2026-11-23T13:00:00.000Z","ended_at":null}],"pauses":[]}');
INSERT INTO changed_records VALUES(7,0,'session','3054c54a-72bb-4ac6-b930-20574049ed14','{"uuid":"3054c54a-72bb-4ac6-b930-20574049ed14","session_id":2,"sequence_hash":"6d5a0592a4f804a4590e1f69e1695e91c3c119540c652cac75b48ea436f8a09a","style":"ashtanga","started_at":"2026-11-23T13:00:00.000Z","started_offset_seconds":3600,"completed_at":null,"completed_offset_seconds":null,"time_zone":"Europe/Berlin","completion_status":"abandoned","poses_completed":0,"target_seconds":null,"source":"timer","arrived_open":false,"tags":[],"note":null,"effort":null,"mood_before":null,"mood_after":null,"energy_before":null,"energy_after":null,"segments":[{"started_at":"2026-11-23T13:00:00.000Z","ended_at":null}],"pauses":[]}','{"uuid":"3054c54a-72bb-4ac6-b930-20574049ed14","session_id":2,"sequence_hash":"6d5a0592a4f804a4590e1f69e1695e91c3c119540c652cac75b48ea436f8a09a","style":"ashtanga","started_at":"2026-11-23T13:00:00.000Z","started_offset_seconds":3600,"completed_at":"2026-11-23T13:20:00.000Z","completed_offset_seconds":3600,"time_zone":"Europe/Berlin","completion_status":"partial","poses_completed":30,"target_seconds":null,"source":"timer","arrived_open":false,"tags":[],"note":null,"effort":null,"mood_before":null,"mood_after":null,"energy_before":null,"energy_after":null,"segments":[{"started_at":"2026-11-23T13:00:00.000Z","ended_at":"2026-11-23T13:20:00.000Z"}],"pauses":[]}');
INSERT INTO changed_records VALUES(8,0,'session','0229dae2-ef97-4ee4-99a9-03828642ef1a',NULL,'{"uuid":"0229dae2-ef97-4ee4-99a9-03828642ef1a","session_id":3,"sequence_hash":null,"style":null,"started_at":"2026-11-23T15:00:00.000Z","started_offset_seconds":3600,"completed_at":null,"completed_offset_seconds":null,"time_zone":"Europe/Berlin","completion_status":"abandoned","poses_completed":0,"target_seconds":null,"source":"timer","arrived_open":false,"tags":[],"note":null,"effort":null,"mood_before":null,"mood_after":null,"energy_before":null,"energy_after":null,"segments":[{"started_at":"2026-11-23T15:00:00.000Z","ended_at":null}],"pauses":[]}');
INSERT INTO changed_records VALUES(9,0,'session','0229dae2-ef97-4ee4-99a9-03828642ef1a','{"uuid":"0229dae2-ef97-4ee4-99a9-03828642ef1a","session_id":3,"sequence_hash":null,"style":null,"started_at":"2026-11-23T15:00:00.000Z","started_offset_seconds":3600,"completed_at":null,"completed_offset_seconds":null,"time_zone":"Europe/Berlin","completion_status":"abandoned","poses_completed":0,"target_seconds":null,"source":"timer","arrived_open":false,"tags":[],"note":null,"effort":null,"mood_before":null,"mood_after":null,"energy_before":null,"energy_after":null,"segments":[{"started_at":"2026-11-23T15:00:00.000Z","ended_at":null}],"pauses":[]}',NULL);
INSERT INTO changed_records VALUES(10,0,'session','f0875410-7e05-45d9-a420-0448ee08887f',NULL,'{"uuid":"f0875410-7e05-45d9-a420-0448ee08887f","session_id":4,"sequence_hash":"6d5a0592a4f804a4590e1f69e1695e91c3c119540c652cac75b48ea436f8a09a","style":"ashtanga","started_at":"2026-11-23T16:00:00.000Z","started_offset_seconds":3600,"completed_at":null,"completed_offset_seconds":null,"time_zone":"Europe/Berlin","completion_status":"abandoned","poses_completed":0,"target_seconds":null,"source":"timer","arrived_open":false,"tags":[],"note":null,"effort":null,"mood_before":null,"mood_after":null,"energy_before":null,"energy_after":null,"segments":[{"started_at":"2026-11-23T16:00:00.000Z","ended_at":null}],"pauses":[]}');
INSERT INTO changed_records VALUES(11,0,'session','f0875410-7e05-45d9-a420-0448ee08887f','{"uuid":"f0875410-7e05-45d9-a420-0448ee08887f","session_id":4,"sequence_hash":"6d5a0592a4f804a4590e1f69e1695e91c3c119540c652cac75b48ea436f8a09a","style":"ashtanga","started_at":"2026-11-23T16:00:00.000Z","started_offset_seconds":3600,"completed_at":null,"completed_offset_seconds":null,"time_zone":"Europe/Berlin","completion_status":"abandoned","poses_completed":0,"target_seconds":null,"source":"timer","arrived_open":false,"tags":[],"note":null,"effort":null,"mood_before":null,"mood_after":null,"energy_before":null,"energy_after":null,"segments":[{"started_at":"2026-11-23T16:00:00.000Z","ended_at":null}],"pauses":[]}','{"uuid":"f0875410-7e05-45d9-a420-0448ee08887f","session_id":4,"sequence_hash":"6d5a0592a4f804a4590e1f69e1695e91c3c119540c652cac75b48ea436f8a09a","style":"ashtanga","started_at":"2026-11-23T16:00:00.000Z","started_offset_seconds":3600,"completed_at":null,"completed_offset_seconds":null,"time_zone":"Europe/Berlin","completion_status":"abandoned","poses_completed":0,"target_seconds":null,"source":"timer","arrived_open":false,"tags":[],"note":null,"effort":null,"mood_before":null,"mood_after":null,"energy_before":null,"energy_after":null,"segments":[{"started_at":"2026-11-23T16:00:00.000Z","ended_at":"2026-11-23T16:05:00.000Z"}],"pauses":[{"started_at":"2026-11-23T16:05:00.000Z","ended_at":null}]}');
INSERT INTO changed_records VALUES(12,0,'session','f0875410-7e05-45d9-a420-0448ee08887f','{"uuid":"f0875410-7e05-45d9-a420-0448ee08887f","session_id":4,"sequence_hash":"6d5a0592a4f804a4590e1f69e1695e91c3c119540c652cac75b48ea436f8a09a","style":"ashtanga","started_at":"2026-11-23T16:00:00.000Z","started_offset_seconds":3600,"completed_at":null,"completed_offset_seconds":null,"time_zone":"Europe/Berlin","completion_status":"abandoned","poses_completed":0,"target_seconds":null,"source":"timer","arrived_open":false,"tags":[],"note":null,"effort":null,"mood_before":null,"mood_after":null,"energy_before":null,"energy_after":null,"segments":[{"started_at":"2026-11-23T16:00:00.000Z","ended_at":"2026-11-23T16:05:00.000Z"}],"pauses":[{"started_at":"2026-11-23T16:05:00.000Z","ended_at":null}],"steps":[],"guide":null}',NULL);
INSERT INTO changed_records VALUES(13,0,'sequence','d3b6f3f93f1b4273917bc0be2d8ed49fa25a6b887ec87d361281dfeda05d4716',NULL,'{"slug":"any","name":"Any","bell":"none","steps":[{"pose":"mountain","english":"Mountain","hold_milliseconds":30000,"breath_milliseconds":6000,"transition_milliseconds":2000},{"pose":"warrior","english":"Warrior","hold_milliseconds":20000,"breath_milliseconds":6000,"side":"right"},{"pose":"warrior","english":"Warrior","hold_milliseconds":20000,"breath_milliseconds":6000,"side":"left"},{"pose":"corpse","english":"Corpse","hold_milliseconds":60000,"breath_milliseconds":6000}]}');
INSERT INTO changed_records VALUES(13,1,'session','3688d0c9-f09c-4de5-acd0-741fd198f91d',NULL,'{"uuid":"3688d0c9-f09c-4de5-acd0-741fd198f91d","session_id":5,"sequence_hash":"d3b6f3f93f1b4273917bc0be2d8ed49fa25a6b887ec87d361281dfeda05d4716","style":null,"started_at":"2026-11-25T19:33:30.000Z","started_offset_seconds":3600,"completed_at":"2026-11-25T19:35:42.000Z","completed_offset_seconds":3600,"time_zone":"Europe/Berlin","completion_status":"completed","poses_completed":4,"target_seconds":null,"source":"timer","arrived_open":false,"tags":[],"note":null,"effort":null,"mood_before":null,"mood_after":null,"energy_before":null,"energy_after":null,"segments":[{"started_at":"2026-11-25T19:33:30.000Z","ended_at":"2026-11-25T19:35:42.000Z"}],"pauses":[],"steps":[{"step":1,"pose":"mountain","side":null,"outcome":"held","planned_ms":32000,"practised_ms":32000},{"step":2,"pose":"warrior","side":"right","outcome":"held","planned_ms":20000,"practised_ms":20000},{"step":3,"pose":"warrior","side":"left","outcome":"held","planned_ms":20000,"practised_ms":20000},{"step":4,"pose":"corpse","side":null,"outcome":"held","planned_ms":60000,"practised_ms":60000}],"guide":{"step":5,"into_ms":0,"changed_ms":0,"active_ms":132000,"seen_at":null,"bell_every_ms":null}}');
INSERT INTO changed_records VALUES(14,0,'session','75164e19-576c-4ff3-9287-07a85e881fe5',NULL,'{"uuid":"75164e19-576c-4ff3-9287-07a85e881fe5","session_id":6,"sequence_hash":"d3b6f3f93f1b4273917bc0be2d8ed49fa25a6b887ec87d361281dfeda05d4716","style":null,"started_at":"2026-11-26T23:20:10.000Z","started_offset_seconds":3600,"completed_at":null,"completed_offset_seconds":null,"time_zone":"Europe/Berlin","completion_status":"abandoned","poses_completed":1,"target_seconds":null,"source":"timer","arrived_open":false,"tags":[],"note":null,"effort":null,"mood_before":null,"mood_after":null,"energy_before":null,"energy_after":null,"segments":[{"started_at":"2026-11-26T23:20:10.000Z","ended_at":"2026-11-26T23:20:50.000Z"}],"pauses":[{"started_at":"2026-11-26T23:20:50.000Z","ended_at":null}],"steps":[{"step":1,"pose":"mountain","side":null,"outcome":"held","planned_ms":32000,"practised_ms":32000}],"guide":{"step":2,"into_ms":8000,"changed_ms":0,"active_ms":40000,"seen_at":null,"bell_every_ms":null}}');
INSERT INTO changed_records VALUES(15,0,'rest','7065be80-a575-43b8-a014-38a642032228',NULL,'{"rest_id":1,"uuid":"7065be80-a575-43b8-a014-38a642032228","first_day":"2026-11-20","last_day":"2026-11-22","reason":"a cold"}');
INSERT INTO changed_records VALUES(16,0,'session','3022bd4a-8063-4798-8d83-61e75e20afe0',NULL,'{"uuid":"3022bd4a-8063-4798-8d83-61e75e20afe0","session_id":7,"sequence_hash":null,"style":"yin","started_at":"2026-10-24T12:00:00.000Z","started_offset_seconds":7200,"completed_at":"2026-10-24T12:40:00.000Z","completed_offset_seconds":7200,"time_zone":"Europe/Berlin","completion_status":"completed","poses_completed":0,"target_seconds":null,"source":"log","arrived_open":false,"tags":["home"],"note":"Calm, Vrksasana at last","effort":null,"mood_before":null,"mood_after":null,"energy_before":null,"energy_after":null,"segments":[{"started_at":"2026-10-24T12:00:00.000Z","ended_at":"2026-10-24T12:40:00.000Z"}],"pauses":[],"steps":[],"guide":null}');
INSERT INTO changed_records VALUES(17,0,'session','3054c54a-72bb-4ac6-b930-20574049ed14','{"uuid":"3054c54a-72bb-4ac6-b930-20574049ed14","session_id":2,"sequence_hash":"6d5a0592a4f804a4590e1f69e1695e91c3c119540c652cac75b48ea436f8a09a","style":"ashtanga","started_at":"2026-11-23T13:00:00.000Z","started_offset_seconds":3600,"completed_at":"2026-11-23T13:20:00.000Z","completed_offset_seconds":3600,"time_zone":"Europe/Berlin","completion_status":"partial","poses_completed":30,"target_seconds":null,"source":"timer","arrived_open":false,"tags":[],"note":null,"effort":null,"mood_before":null,"mood_after":null,"energy_before":null,"energy_after":null,"segments":[{"started_at":"2026-11-23T13:00:00.000Z","ended_at":"2026-11-23T13:20:00.000Z"}],"pauses":[],"steps":[],"guide":null}','{"uuid":"3054c54a-72bb-4ac6-b930-20574049ed14","session_id":2,"sequence_hash":"6d5a0592a4f804a4590e1f69e1695e91c3c119540c652cac75b48ea436f8a09a","style":"ashtanga","started_at":"2026-11-23T13:00:00.000Z","started_offset_seconds":3600,"completed_at":"2026-11-23T13:20:00.000Z","completed_offset_seconds":3600,"time_zone":"Europe/Berlin","completion_status":"partial","poses_completed":30,"target_seconds":null,"source":"timer","arrived_open":false,"tags":[],"note":"long and slow","effort":null,"mood_before":null,"mood_after":null,"energy_before":null,"energy_after":null,"segments":[{"started_at":"2026-11-23T13:00:00.000Z","ended_at":"2026-11-23T13:20:00.000Z"}],"pauses":[],"steps":[],"guide":null}');
INSERT INTO changed_records VALUES(18,0,'session','3054c54a-72bb-4ac6-b930-20574049ed14','{"uuid":"3054c54a-72bb-4ac6-b930-20574049ed14","session_id":2,"sequence_hash":"6d5a0592a4f804a4590e1f69e1695e91c3c119540c652cac75b48ea436f8a09a","style":"ashtanga","started_at":"2026-11-23T13:00:00.000Z","started_offset_seconds":3600,"completed_at":"2026-11-23T13:20:00.000Z","completed_offset_seconds":3600,"time_zone":"Europe/Berlin","completion_status":"partial","poses_completed":30,"target_seconds":null,"source":"timer","arrived_open":false,"tags":[],"note":"long and slow","effort":null,"mood_before":null,"mood_after":null,"energy_before":null,"energy_after":null,"segments":[{"started_at":"2026-11-23T13:00:00.000Z","ended_at":"2026-11-23T13:20:00.000Z"}],"pauses":[],"steps":[],"guide":null}','{"uuid":"3054c54a-72bb-4ac6-b930-20574049ed14","session_id":2,"sequence_hash":"6d5a0592a4f804a4590e1f69e1695e91c3c119540c652cac75b48ea436f8a09a","style":"ashtanga","started_at":"2026-11-23T13:00:00.000Z","started_offset_seconds":3600,"completed_at":"2026-11-23T13:20:00.000Z","completed_offset_seconds":3600,"time_zone":"Europe/Berlin","completion_status":"partial","poses_completed":30,"target_seconds":null,"source":"timer","arrived_open":false,"tags":[],"note":"long and steady","effort":null,"mood_before":null,"mood_after":null,"energy_before":null,"energy_after":null,"segments":[{"started_at":"2026-11-23T13:00:00.000Z","ended_at":"2026-11-23T13:20:00.000Z"}],"pauses":[],"steps":[],"guide":null}');
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('profiles',1);
INSERT INTO sqlite_sequence VALUES('changes',18);
INSERT INTO sqlite_sequence VALUES('sessions',7);
INSERT INTO sqlite_sequence VALUES('sequences',2);
INSERT INTO sqlite_sequence VALUES('rests',1);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE UNIQUE INDEX one_open_session ON sessions (profile_id) WHERE state <> 'ended' AND arrived_open = 0;
CREATE INDEX open_sessions ON sessions (profile_id, started_at_ms) WHERE state <> 'ended';
CREATE INDEX sessions_by_start ON sessions (profile_id, started_at_ms);
CREATE INDEX sessions_by_end ON sessions (profile_id, ended_at_ms);
CREATE INDEX sessions_by_length ON sessions (profile_id, ended_at_ms - started_at_ms);
CREATE INDEX sessions_by_day ON sessions (profile_id, practice_day, state, completion_status, duration_seconds, style, sequence_id);
CREATE INDEX sessions_by_sequence ON sessions (sequence_id);
CREATE INDEX sessions_by_tag ON session_tags (tag, session_id);
CREATE INDEX changes_by_standing ON changes (profile_id, standing, change_id);
CREATE INDEX changes_by_reverted ON changes (reverts);
CREATE VIEW "practice_log" AS 
SELECT
  sessions.session_id AS session,
  profiles.name AS profile,
  sessions.practice_day,
  datetime(sessions.started_at_ms / 1000 + sessions.started_offset_seconds, 'unixepoch') AS started,
  datetime(sessions.ended_at_ms / 1000 + sessions.ended_offset_seconds, 'unixepoch') AS ended,
  sessions.time_zone,
  sessions.state,
  sessions.duration_seconds / 60 AS minutes,
  sessions.duration_seconds,
  sessions.completion_status,
  coalesce(sequences.name, 'Free practice') AS sequence,
  sessions.style,
  (SELECT group_concat(tag, ';') FROM session_tags WHERE session_tags.session_id = sessions.session_id) AS tags,
  sessions.effort,
  sessions.mood_before,
  sessions.mood_after,
  sessions.energy_before,
  sessions.energy_after,
  sessions.source,
  sessions.note
FROM sessions
JOIN profiles USING (profile_id)
LEFT JOIN sequences ON sequences.sequence_id = sessions.sequence_id;
CREATE INDEX rests_by_day ON rests (profile_id, first_day);
CREATE TRIGGER note_words_added AFTER INSERT ON sessions WHEN new.note IS NOT NULL BEGIN
  INSERT INTO note_words (rowid, note) VALUES (new.session_id, new.note);
END;
CREATE TRIGGER note_words_removed AFTER DELETE ON sessions WHEN old.note IS NOT NULL BEGIN
  INSERT INTO note_words (note_words, rowid, note) VALUES ('delete', old.session_id, old.note);
END;
CREATE INDEX changed_records_by_identity ON changed_records (identity);
CREATE VIEW "session_facets" AS 
SELECT session_id, profile_id, practice_day, completion_status, duration_seconds, 'all' AS kind, '' AS label
FROM sessions WHERE state = 'ended'
UNION ALL
SELECT session_id, profile_id, practice_day, completion_status, duration_seconds, 'hour',
  printf('%02d', ((started_at_ms / 1000 + started_offset_seconds) % 86400 + 86400) % 86400 / 3600)
FROM sessions WHERE state = 'ended'
UNION ALL
SELECT session_id, profile_id, practice_day, completion_status, duration_seconds, 'style', coalesce(style, '')
FROM sessions WHERE state = 'ended'
UNION ALL
SELECT session_id, sessions.profile_id, practice_day, completion_status, duration_seconds, 'sequence',
  coalesce(slug, '')
FROM sessions LEFT JOIN sequences ON sequences.sequence_id = sessions.sequence_id WHERE state = 'ended'
UNION ALL
SELECT sessions.session_id, profile_id, practice_day, completion_status, duration_seconds, 'tag', coalesce(tag, '')
FROM sessions LEFT JOIN session_tags ON session_tags.session_id = sessions.session_id WHERE state = 'ended'
UNION ALL
SELECT session_id, profile_id, practice_day, completion_status, duration_seconds, 'mood_before', mood_before
FROM sessions WHERE state = 'ended' AND mood_before IS NOT NULL
UNION ALL
SELECT session_id, profile_id, practice_day, completion_status, duration_seconds, 'mood_after', mood_after
FROM sessions WHERE state = 'ended' AND mood_after IS NOT NULL
UNION ALL
SELECT session_id, profile_id, practice_day, completion_status, duration_seconds, 'energy_before', energy_before
FROM sessions WHERE state = 'ended' AND energy_before IS NOT NULL
UNION ALL
SELECT session_id, profile_id, practice_day, completion_status, duration_seconds, 'energy_after', energy_after
FROM sessions WHERE state = 'ended' AND energy_after IS NOT NULL;
CREATE TRIGGER note_words_changed AFTER UPDATE OF note ON sessions WHEN new.note IS NOT old.note BEGIN
  INSERT INTO note_words (note_words, rowid, note)
    SELECT 'delete', old.session_id, old.note WHERE old.note IS NOT NULL;
  INSERT INTO note_words (rowid, note) SELECT new.session_id, new.note WHERE new.note IS NOT NULL;
END;
PRAGMA writable_schema=OFF;
COMMIT;
