"""Job titles in English and Chinese, by the level they stand for, and the ways to write them."""

from __future__ import annotations

import re

from influence.tables.spelling import SIMPLIFIED, TRADITIONAL

UNKNOWN = 0


ENGLISH_TITLES = {
    1: """CEO; C.E.O.; Chief Executive; Chief Executive Officer; Chairman; Chairwoman of the Board;
        President; President & CEO; Managing Director; Owner; Co-owner; Co-Founder; Founder/CTO;
        General Manager; Permanent Secretary; Secretary-General; Executive Chairman; Managing Partner;
        Acting CEO; MD; Secretary of State; CEO, formerly CFO; Owner-Operator""",
    2: """CFO; Chief Financial Officer; Chief Risk & Compliance Officer;
        Chief Information and Digital Officer; CIO; CISO; Executive Vice President; SVP Sales; Sr. VP;
        Vice-President; V.P. Marketing; VP, Engineering; General Counsel; Board Member;
        Non-executive Director; Member of the Board; Deputy CEO; Vice Chairman; President, EMEA;
        Regional Managing Director; Director General, Markets and Infrastructure; CEO, Sales Division;
        Executive Director; Interim CFO; Partner""",
    3: """Director; Sales Director; Director of Finance; Sr. Dir. Procurement; Head of Sales; IT Head;
        Department Manager; Plant Manager; Chief of Staff to the CEO; Chief Economic Adviser;
        Company Secretary; Financial Controller; Dean; Director, Office of the CEO;
        General Manager, Sales; Deputy CFO; Assistant Vice President; Chief Engineer;
        Chief Economist and Director of Analysis; Professor and Head of Department""",
    4: """Manager; Sales Manager; Marketing Mgr.; Senior Manager; Team Leader; Team Lead; Supervisor;
        Deputy Director; Deputy Director, Legal: Nuclear; Deputy Head of HR; Assistant Director;
        Associate Director; Assistant Manager; Foreman; Engineering Manager; Manager, Products;
        Section Head; Head Chef; HR Adviser and Payroll Manager""",
    5: """Assistant to the CEO; Executive Assistant; EA to CEO; PA, CEO; Vice President's secretary;
        Vice President’s Secretary; Secretary; CEO Assistant;
        Personal Assistant to the Chairman and the CFO; Account Manager; Key Account Manager;
        Product Manager; Senior Project Manager; Office Manager; CEO Office Manager; Lead Engineer;
        Principal Engineer; Software Engineer II; Business Analyst; Sales Representative; Sales Rep;
        Trainee Manager; Junior Manager; Intern; Administrator; Product Owner; HR Business Partner;
        Policy Support Officer; Credit Controller; Consultant; Director of Photography;
        Assistant Economist; Liaison Officer to the Board""",
    UNKNOWN: """Other; Mr; Smart Meters; 42; -; Former CEO; ex-CFO; Ex CFO; CEO (retired); Retired;
        CEO, retired; Past President; Chairman Emeritus; Former CEO and President;
        President of the student club; Board of Studies; Office of the CEO; Headhunting; Presidential; Mismanagement;
        CEO Office""",
}  # fmt: skip


CHINESE_TITLES = {
    1: """董事长 总经理 總經理 总裁 首席执行官 集团总裁 董事长兼总经理 执行总经理 创始人 联合创始人
        法定代表人 厂长 院长 代理总经理 党委书记""",
    2: """副总裁 副总经理 副總經理 常务副总经理 高级副总裁 执行副总裁 副总 首席财务官 首席技术官 总工程师
        总会计师 董事 独立董事 合伙人 中国区总裁 事业部总经理 分公司总经理 董事会秘书 副董事长 CFO 副CEO 資訊長 行銷長
        人資長 財務長 協理""",
    3: """总监 销售总监 技术總監 部门经理 采购部经理 信息科技部总经理 部长 处长 處長 办公室主任
        总经理办公室主任 采购负责人 支行行长 离退休干部处处长 副总工程师 总监/部门经理""",
    4: """经理 客服经理 銷售經理 副经理 副处长 副主任 副部长 主管 财务主管 科长 副科长 组长 车间主任
        前厅经理 会计主管 大堂经理 副理 襄理 課長 組長""",
    5: """总经理助理 總經理助理 董事长秘书 总经理办公室秘书 总裁特助 CEO助理 工程师 高级工程师 助理工程师
        专员 采购专员 职员 會計 前台 前端工程师 原料采购员 采购 产品经理 客户经理 项目经理 大客户经理
        销售代表 主任科员 副主任科员 实习生 项目负责人 班主任 專案經理 業務代表 專員""",
    UNKNOWN: """前总裁 原总经理 前CEO 总经理（已离职） 已退休 退休总经理 采购部 总经办 总经理办公室 董事会 委员
        其他 学生会主席 专案业务""",
}  # fmt: skip


def cases(table):
    for level, words in table.items():
        for title in re.split(r";\s*", words.strip()) if ";" in words else words.split():
            yield title.strip(), level


KNOWN = [*cases(ENGLISH_TITLES), *cases(CHINESE_TITLES)]


def widened(text):
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)


TO_TRADITIONAL = str.maketrans(SIMPLIFIED, TRADITIONAL)
