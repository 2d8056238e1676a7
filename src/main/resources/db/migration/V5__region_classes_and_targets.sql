-- Classes, targets and rule sets of the national policy. The three clusters are KEY; cities over three million residents become
-- ACTIVE when their regulator states it; all other regions are ENCOURAGED.
insert into region_statement (region, kind, year, version, content, recorded_at, recorded_by) values
  ('CN', 'CLASS', 0, 1, '{"entries": [{"from": 2016, "class": "ENCOURAGED", "source": "国办发〔2016〕71号"}]}', now(), 1),
  ('11', 'CLASS', 0, 1, '{"entries": [{"from": 2016, "class": "KEY", "source": "国办发〔2016〕71号"}]}', now(), 1),
  ('12', 'CLASS', 0, 1, '{"entries": [{"from": 2016, "class": "KEY", "source": "国办发〔2016〕71号"}]}', now(), 1),
  ('13', 'CLASS', 0, 1, '{"entries": [{"from": 2016, "class": "KEY", "source": "国办发〔2016〕71号"}]}', now(), 1),
  ('31', 'CLASS', 0, 1, '{"entries": [{"from": 2016, "class": "KEY", "source": "国办发〔2016〕71号"}]}', now(), 1),
  ('32', 'CLASS', 0, 1, '{"entries": [{"from": 2016, "class": "KEY", "source": "国办发〔2016〕71号"}]}', now(), 1),
  ('33', 'CLASS', 0, 1, '{"entries": [{"from": 2016, "class": "KEY", "source": "国办发〔2016〕71号"}]}', now(), 1),
  ('34', 'CLASS', 0, 1, '{"entries": [{"from": 2016, "class": "KEY", "source": "国办发〔2016〕71号"}]}', now(), 1),
  ('4401', 'CLASS', 0, 1, '{"entries": [{"from": 2016, "class": "KEY", "source": "国办发〔2016〕71号"}]}', now(), 1),
  ('4403', 'CLASS', 0, 1, '{"entries": [{"from": 2016, "class": "KEY", "source": "国办发〔2016〕71号"}]}', now(), 1),
  ('4404', 'CLASS', 0, 1, '{"entries": [{"from": 2016, "class": "KEY", "source": "国办发〔2016〕71号"}]}', now(), 1),
  ('4406', 'CLASS', 0, 1, '{"entries": [{"from": 2016, "class": "KEY", "source": "国办发〔2016〕71号"}]}', now(), 1),
  ('4407', 'CLASS', 0, 1, '{"entries": [{"from": 2016, "class": "KEY", "source": "国办发〔2016〕71号"}]}', now(), 1),
  ('4412', 'CLASS', 0, 1, '{"entries": [{"from": 2016, "class": "KEY", "source": "国办发〔2016〕71号"}]}', now(), 1),
  ('4413', 'CLASS', 0, 1, '{"entries": [{"from": 2016, "class": "KEY", "source": "国办发〔2016〕71号"}]}', now(), 1),
  ('4419', 'CLASS', 0, 1, '{"entries": [{"from": 2016, "class": "KEY", "source": "国办发〔2016〕71号"}]}', now(), 1),
  ('4420', 'CLASS', 0, 1, '{"entries": [{"from": 2016, "class": "KEY", "source": "国办发〔2016〕71号"}]}', now(), 1),
  ('CN', 'TARGET', 2020, 1, '{"percent": 15, "byClass": {"KEY": 20, "ACTIVE": 15, "ENCOURAGED": 10}, "source": "“十三五”装配式建筑行动方案"}', now(), 1),
  ('CN', 'TARGET', 2025, 1, '{"percent": 30, "byClass": {}, "source": "“十四五”建筑业发展规划 (recalled, to be checked with the printed text)"}', now(), 1),
  ('CN', 'TARGET', 2030, 1, '{"percent": 40, "byClass": {}, "source": "城乡建设领域碳达峰实施方案 (recalled, to be checked with the printed text)"}', now(), 1),
  ('CN', 'RULE_SET', 0, 1, '{"entries": [{"from": "2018-02-01", "ruleSet": "cn-gbt-51129-2017", "source": "GB/T 51129-2017"}]}', now(), 1);
