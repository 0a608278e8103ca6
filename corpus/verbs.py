"""What offices do: the verbs that take counted things, and those that only carry others."""

from __future__ import annotations

import re

# Verbs whose object is counted: 查删有害信息 9172 条, 建成 4 个公园.
ACTIONS = frozenset(
    """
    开展 举办 召开 组织 组织开展 印发 出台 制定 修订 制作 编印 编制 编写 发布 发放 推送 转发 播放
    刊发 刊登 发出 下发 下达 签订 签署 签约 建成 建立 新建 改建 扩建 新改建 新改扩建 改扩建 完成
    实施 推进 推动 启动 开工 竣工 投用 开通 开设 新开设 开办 设立 设置 成立 组建 创建 打造 培育 引进
    引入 新增 增加 增设 净增 减少 撤销 取消 精简 合并 清理 梳理 审查 审核 审批 审议 评估 评查 抽查 检查
    排查 巡查 督查 督导 督办 督促 监测 核查 调查 走访 摸排 暗访 约谈 查处 查办 查获 查删 查封 查扣
    扣押 没收 罚没 收缴 缴获 处罚 处置 处理 处分 立案 结案 办理 办结 受理 收到 收办 接收 接办 接到
    接报 接待 答复 回复 回应 解决 化解 调解 调处 移交 移送 上报 报送 通报 曝光 公布 公示 公开 关停
    关闭 下架 封停 封堵 拦截 清除 删除 整改 责令 警告 拘留 刑拘 逮捕 抓获 打掉 破获 侦破 起诉
    追回 挽回 追缴 轮训 选派 选聘 聘请 聘任 下设 内设 配备 招录 招聘 录用 吸纳 纳入 取得 获得 荣获 获评 获批
    入选 覆盖 惠及 帮助 指导 协助 支持 资助 救助 帮扶 安置 发展 动员 参加 参与 涉及 投入 安排 拨付
    筹集 争取 落实 兑现 减免 减税 节约 节省 供应 出让 收储 征收 拆除 种植 治理 修复 绿化 提供 提出
    征集 收集 采纳 办成 推出 上线 归集 共享 汇聚 接入 起草 创作 拍摄 演出 评选 表彰 奖励 认定 授予
    发现 消除 消化 整治 取缔 注销 吊销 暂停 封存 抽检 送检 检验 检测 审计 核实 核销 录入 登记 备案
    注册 申报 承办 承接 主办 协办 宣讲 调整 划转 下放 委托 共建 互认 出动 派出 投放 采购 购置 更换
    更新 安装 架设 铺设 整理 转办 交办 分办 牵头 攻克 突破 实现 保留 用好 建有 拥有 设有 配有 共有
    服务 落地 搭建 搬迁 迁移 整合 关联 推广 推荐 选送 抽调 邀请 张贴 悬挂 赠阅 赠送 抽取 选取 处结
    改造 打击 查出 查实 监督 巡逻 劝导 劝阻 教育 训练 培训 整改 新开工 贯通 疏浚 清淤 巩固 建设 转移
    执行 受训 参训 收治 评出 接种 监管 监控 制止 纠正 撤回 撤换 变更 作出 做出 下拨 募集
    发起 发送 推介 建档 立项 开发 上架 开放 提升 巡检 约见 会商 研判 调取 检举 收取 盘活
    招募 应诉 吸引 审结 送达 劝离 销毁 召回 退还 冻结 回访 封禁 推行 重组 串联 构建 布设 布局 建立健全 健全 完善 修订完善 制发 挂牌 认领 打通 维修 维护 检修 升级 融资 放贷 发行 贷款 担保 回收 处理 登载 采写 撰写 形成 汇编
    """.split()
)
# Verbs that carry another verb (开展 … 巡查): dropped when that one has an object of its own.
LIGHT = frozenset("开展 进行 组织 组织开展 实施 推进 推动 实现 做好 加强 抓好 联合开展".split())
# Verbs that begin what is said *about* counted things: 干部|参加培训, 社区|成立委员会.
PREDICATES = (
    "存在|仍有|(?<![其集])中(?:仅|只|还|尚|已|现|又|共)?有|又|再(?!生|造)|也|还(?!款|迁|建)|首次|终于|参加|参与|实现|考取|进行|纳入|列入|归入|划入|完成|成立|入选|入围|上榜|获得|荣获|获评|获批|获|受到|得到|"
    "予以|给予|作出|做出|(?<![存所现实正])在(?![建营职岗册库线校逃押编产])|因|被|均|全部|已|已经|顺利|全面|正式|并|建立|开展|投入|落户|落地|通过|达到|"
    "开工|竣工|投产|建成|投用|投入使用|揭牌|挂牌|签约|开业|上市|下放|取得|加入|接受|报名|覆盖|惠及|深入|"
    "依法|第一时间|集中|统一|共同|联合|同步|持续|分别|累计|共|从|由|向|对|为|是|按时|如期|启动|用于|移送|"
    "移交|转为|升级为|调整为|违反|涉嫌|拒不|未按|未|前往|走进|深受|享受|实行|实施|推行|率先|相继|陆续|有序|"
    "稳定运行|运行|接入|上线|达成|达标|迁入|回归|注册|转化|转型|赴|到(?!期|账|场|位)|来(?!源|访|信|电|华)|比|较(?!大|高|好|强|重)|居|超(?!声|市)|高于|低于"
)
PIVOTS = frozenset(
    "选派 组织 帮助 指导 引导 推荐 选送 抽调 动员 邀请 支持 推动 助力 带动 督促 派出 协助 安排".split()
)
_LONGEST_FIRST = sorted(ACTIONS, key=len, reverse=True)
_ENDING = re.compile("(?:" + "|".join(_LONGEST_FIRST) + ")+(?:了|起|好|出|到)?$")
# 调解委员会, 监督机关 begin with no verb.
_BEGINNING = re.compile(
    "(?:" + "|".join(_LONGEST_FIRST) + ")+(?!委员会|中心|机构|机关|人员|队伍|平台|体系)(?:了)?"
)
# 发布会, 处罚率, 办理件: a verb that opens a noun does nothing.
_FIRST = re.compile("(?:" + "|".join(_LONGEST_FIRST) + ")(?![会厅员者率量书单权费证法])")
_PREDICATE = re.compile(PREDICATES + "|(?:" + "|".join(_LONGEST_FIRST) + ")了")


def ending_action(phrase: str) -> str:
    """Return the verb or verbs a phrase ends with: 立案查处 in 全年立案查处, "" if none."""
    found = _ENDING.search(phrase, max(0, len(phrase) - 8))
    return found.group() if found else ""


def beginning_action(phrase: str) -> str:
    """Return the verb or verbs a phrase begins with, or ""."""
    found = _BEGINNING.match(phrase)
    return found.group() if found else ""


def first_action(phrase: str, start: int = 0) -> int:
    """Return where the first counting verb of a phrase stands, or -1."""
    found = _FIRST.search(phrase, start)
    return found.start() if found else -1


def predicate(phrase: str, start: int = 0) -> int:
    """Return where a predicate begins after the noun that opens a phrase, or -1."""
    found = _PREDICATE.search(phrase, start)
    return found.start() if found else -1
